// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.service.log.Logger;
import org.waagent.core.loop.Causes;
import org.waagent.core.loop.Trouble;
import org.waagent.goalstate.GoalState;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/** Files in {@code Lib.Dir} that other programs read, and those an older agent left there. */
public final class SharedFiles {
  private static final String PLACEHOLDER = "GoalState.1.xml";
  private static final byte[] EMPTY =
      "<xml>empty placeholder file</xml>".getBytes(StandardCharsets.UTF_8);
  private static final Mode READ_ONLY = Mode.of(0400);

  private final Path lib;
  private final Files files;
  private final Logger logger;
  private final Trouble trouble;
  private String sharedConfig = "";

  /**
   * @param lib the agent's own folder
   */
  public SharedFiles(Path lib, Files files, Logger logger) {
    this.lib = lib;
    this.files = files;
    this.logger = logger;
    this.trouble = new Trouble("Files for other programs can't be written", logger);
  }

  /** Writes what others read of a goal state. */
  public void publish(GoalState goalState) {
    try {
      if (!files.exists(lib.resolve(PLACEHOLDER))) {
        files.write(lib.resolve(PLACEHOLDER), EMPTY, Mode.OWNER_ONLY);
      }
      Optional<String> text = goalState.sharedConfig();
      if (text.isPresent()) {
        if (!text.get().equals(sharedConfig)) {
          byte[] content = text.get().getBytes(StandardCharsets.UTF_8);
          files.write(lib.resolve("SharedConfig.xml"), content, Mode.OWNER_ONLY);
        }
        // The goal state in force holds this one, so the text is in memory only once.
        sharedConfig = text.get();
      }
      trouble.over();
    } catch (IOException | RuntimeException e) {
      trouble.failed(e);
    }
  }

  /** Removes what a former machine's goal state left. */
  public void forget() {
    try {
      for (Path path : GoalStateTraces.in(lib, files)) {
        files.delete(path);
      }
      sharedConfig = "";
      trouble.over();
    } catch (IOException | RuntimeException e) {
      trouble.failed(e);
    }
  }

  /**
   * Removes what older agents cached and what a killed one left half written, and takes away write
   * permission from what must not change.
   */
  public void tidy() {
    sweep(lib);
    sweep(lib.resolve("state/core"));
    sweep(lib.resolve("state/core/outbox"));
    sweep(lib.resolve("history"));
    sweepNewest(lib.resolve("history"));
    try {
      for (String name : files.list(lib)) {
        if (isLegacy(name)) {
          files.delete(lib.resolve(name));
        } else if (isReadOnly(name)) {
          protect(lib.resolve(name));
        }
      }
    } catch (IOException | RuntimeException e) {
      logger.warn("{} could not be tidied: {}", lib, Causes.text(e));
    }
  }

  /** Older ones lose what is half written when they are packed. */
  private void sweepNewest(Path history) {
    try {
      List<String> names = files.list(history);
      for (int i = names.size() - 1; i >= 0; i--) {
        Path item = history.resolve(names.get(i));
        if (files.look(item).map(f -> f.kind() == FileFacts.Kind.FOLDER).orElse(false)) {
          sweep(item);
          return;
        }
      }
    } catch (IOException | RuntimeException e) {
      logger.warn("{} could not be listed: {}", history, Causes.text(e));
    }
  }

  /** A folder that is odd keeps no other one from its turn. */
  private void sweep(Path folder) {
    try {
      files.sweep(folder);
    } catch (IOException | RuntimeException e) {
      logger.warn("{} could not be swept: {}", folder, Causes.text(e));
    }
  }

  private void protect(Path path) throws IOException {
    FileFacts facts = files.look(path).orElse(null);
    if (facts != null
        && facts.kind() == FileFacts.Kind.FILE
        && facts.mode().bits() != READ_ONLY.bits()) {
      files.mode(path, READ_ONLY);
    }
  }

  private static boolean isReadOnly(String name) {
    boolean crypto =
        name.endsWith(".crt")
            || name.endsWith(".p7m")
            || name.endsWith(".pem")
            || name.endsWith(".prv");
    return crypto && !name.equals("microsoft_root_certificate.pem")
        || name.equals("Certificates.xml")
        || name.equals("ovf-env.xml");
  }

  private static boolean isLegacy(String name) {
    if (name.equals(PLACEHOLDER)) {
      return false;
    }
    return name.equals("HostingEnvironmentConfig.xml")
        || name.equals("RemoteAccess.xml")
        || isNumbered(name, ".manifest.xml")
        || isNumbered(name, ".agentsManifest")
        || isNumbered(name, ".xml")
        || name.startsWith("VmSettings.") && isNumbered(name, ".json")
        || name.startsWith("waagent_status.") && isNumbered(name, ".json");
  }

  /** Whether a name is {@code <something>.<digits><end>}. */
  private static boolean isNumbered(String name, String end) {
    if (!name.endsWith(end)) {
      return false;
    }
    String rest = name.substring(0, name.length() - end.length());
    int dot = rest.lastIndexOf('.');
    return dot > 0
        && dot < rest.length() - 1
        && rest.substring(dot + 1).chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
