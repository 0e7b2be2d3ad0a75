// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.log.Logger;
import org.waagent.goalstate.Thumbprint;
import org.waagent.os.BlockDevices;
import org.waagent.os.BlockDevices.Mount;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/**
 * Decides where handlers are unpacked. Where {@code Lib.Dir} is on a file system no program may be
 * run from, they go to a folder of their own below another one.
 */
public final class ProgramPlaces {
  /** Below it, each {@code Lib.Dir} has a folder. */
  static final Path USUAL = Path.of("/opt/waagent/extensions");

  private static final int MOST_LINKS = 40;
  private static final String WORKPLACE = ".unpack";

  private final Files files;
  private final BlockDevices devices;
  private final Path lib;
  private final Path workplace;
  private final Optional<Path> wanted;
  private final Path home;
  private final Logger logger;
  private final AtomicReference<String> told = new AtomicReference<>("");

  /**
   * @param files the machine's files
   * @param devices tells what is mounted how
   * @param lib {@code Lib.Dir}
   * @param state the plugin's own folder
   * @param wanted folder to use in any case; empty text to use one only where it is needed
   * @param logger is told where handlers go
   */
  public ProgramPlaces(
      Files files, BlockDevices devices, Path lib, Path state, String wanted, Logger logger) {
    this.files = files;
    this.devices = devices;
    this.lib = lib;
    this.workplace = state.resolve("unpack");
    this.wanted = wanted.startsWith("/") ? Optional.of(Path.of(wanted)) : Optional.empty();
    this.home = this.wanted.orElse(USUAL).resolve(named(lib));
    this.logger = logger;
  }

  /** Two agents on one machine must not take each other's handlers for left over ones. */
  private static String named(Path lib) {
    return lib.toString().substring(1).replace("-", "--").replace('/', '-');
  }

  /** Where a handler is to be put now; mounts come and go. */
  ProgramPlace now() throws IOException {
    Optional<Mount> forbidding = forbidding(lib);
    if (wanted.isEmpty() && forbidding.isEmpty()) {
      return inLib();
    }
    Optional<Mount> there = forbidding(home);
    if (there.isPresent()) {
      tell("No program may be run from " + text(there.get(), home) + ", handlers stay in " + lib);
      return inLib();
    }
    try {
      files.makeFolder(home.getParent(), Mode.PUBLIC_FOLDER);
      files.makeFolder(home, Mode.OWNER_FOLDER);
    } catch (IOException e) {
      tell(home + " can't be made, handlers stay in " + lib + ": " + e.getMessage());
      return inLib();
    }
    tell("Handlers are unpacked in " + home + forbidding.map(m -> ": " + text(m, lib)).orElse(""));
    return new ProgramPlace(files, home.resolve(WORKPLACE), Optional.of(home));
  }

  private ProgramPlace inLib() {
    return new ProgramPlace(files, workplace, Optional.empty());
  }

  private void tell(String text) {
    if (!text.equals(told.getAndSet(text))) {
      logger.info("{}", text);
    }
  }

  private static String text(Mount mount, Path path) {
    return "%s (%s on %s is mounted noexec)".formatted(path, mount.source(), mount.point());
  }

  /** Why no program may be run from a path, naming the mount; empty if that is not known. */
  public Optional<String> trouble(Path path) throws IOException {
    return forbidding(path).map(mount -> "No program may be run from " + text(mount, path));
  }

  private Optional<Mount> forbidding(Path path) throws IOException {
    return devices.mountOf(real(path, 0)).filter(mount -> mount.options().contains("noexec"));
  }

  private Path real(Path path, int links) throws IOException {
    Path at = path.getRoot();
    for (Path name : path) {
      at = at.resolve(name);
      Optional<Path> target = files.target(at);
      if (target.isPresent() && links < MOST_LINKS) {
        at = real(at.resolveSibling(target.get()).normalize(), links + 1);
      }
    }
    return at;
  }

  /** Keys of protected settings are looked for beside the folder a handler really lies in. */
  public void certificates(HandlerFolder folder) throws IOException {
    Optional<Path> target = files.target(folder.path());
    if (target.isEmpty()) {
      return;
    }
    Path beside = folder.path().resolveSibling(target.get()).getParent();
    for (String name : files.list(lib)) {
      Path link = beside.resolve(name);
      if (isCertificate(name) && !files.exists(link)) {
        files.link(link, lib.resolve(name));
      }
    }
    for (String name : files.list(beside)) {
      if (isCertificate(name) && !files.exists(beside.resolve(name))) {
        files.delete(beside.resolve(name));
      }
    }
  }

  private static boolean isCertificate(String name) {
    boolean either = name.endsWith(".crt") || name.endsWith(".prv");
    return either && Thumbprint.isValid(name.substring(0, name.length() - ".crt".length()));
  }

  /** Removes what an agent left that was killed between a folder and its link, either way. */
  public void sweep() throws IOException {
    for (String name : files.list(lib)) {
      Path link = lib.resolve(name);
      boolean dangles = files.target(link).isPresent() && !files.exists(link);
      if (dangles && HandlerFolder.of(lib, name).isPresent()) {
        files.delete(link);
      }
    }
    files.deleteTree(workplace);
    files.deleteTree(home.resolve(WORKPLACE));
    for (String name : files.list(home)) {
      Path real = home.resolve(name);
      boolean known = files.target(lib.resolve(name)).filter(real::equals).isPresent();
      if (!known && HandlerFolder.of(home, name).isPresent()) {
        files.deleteTree(real);
      }
    }
  }

  /** The folder handlers of this {@code Lib.Dir} lie in, if they do not lie there. */
  public Path home() {
    return home;
  }
}
