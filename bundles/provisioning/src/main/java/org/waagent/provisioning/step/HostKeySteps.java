// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.step;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.waagent.os.Command;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.os.Result;
import org.waagent.provisioning.ssh.Fingerprint;
import org.waagent.provisioning.ssh.KeyException;

/** The keys by which the machine is known to who logs in. */
final class HostKeySteps {
  static final StepName STEP =
      new StepName("host-keys", "give the machine SSH host keys of its own");

  private static final String PROGRAM = "ssh-keygen";
  private static final int MOST = 64 * 1024;
  private static final Duration TIME = Duration.ofMinutes(1);

  /** The server's keys by their names; certificates of others ({@code -cert.pub}) are none. */
  private static final Pattern NAME =
      Pattern.compile("ssh_host_((rsa|dsa|ecdsa|ed25519|xmss)_)?key(\\.pub)?");

  private static final Pattern DRAFT = Pattern.compile("waagent_new_[a-z0-9]+_key(\\.pub)?");

  private static final List<String> ALL = List.of("rsa", "ecdsa", "ed25519");

  private final Toolbox tools;
  private final Files files;
  private final Path folder;

  HostKeySteps(Toolbox tools) {
    this.tools = tools;
    this.files = tools.files();
    this.folder = tools.sshDir();
  }

  void add(Draft draft) throws IOException {
    if (hasServer() && (tools.config().regenerateSshHostKeyPair() || present().isEmpty())) {
      draft.add(STEP, Codes.HOST_KEYS, this::replace);
    }
  }

  /** A system may have the folder for the client alone. */
  private boolean hasServer() throws IOException {
    boolean programs =
        tools.shell().find(PROGRAM).isPresent() || tools.shell().find("sshd").isPresent();
    return files.exists(folder) && (programs || !present().isEmpty());
  }

  private List<String> present() throws IOException {
    return named(NAME);
  }

  private List<String> named(Pattern pattern) throws IOException {
    return files.list(folder).stream().filter(name -> pattern.matcher(name).matches()).toList();
  }

  /** The new ones come first: a machine without any, even for a moment, can't be logged in to. */
  private void replace() throws IOException, InterruptedException {
    if (tools.shell().find(PROGRAM).isEmpty()) {
      throw new IOException("there is no " + PROGRAM + " to make them");
    }
    List<Path> placed = new ArrayList<>();
    for (Map.Entry<String, Path> one : make().entrySet()) {
      Path key = folder.resolve("ssh_host_" + one.getKey() + "_key");
      files.mode(one.getValue(), Mode.OWNER_ONLY);
      files.move(one.getValue(), key);
      files.move(open(one.getValue()), open(key));
      placed.addAll(List.of(key, open(key)));
    }
    List<String> others = new ArrayList<>(present());
    others.addAll(named(DRAFT));
    for (String name : others) {
      Path other = folder.resolve(name);
      if (!placed.contains(other)) {
        files.delete(other);
      }
    }
    tools.labels().restore(placed);
  }

  private static Path open(Path key) {
    return key.resolveSibling(key.getFileName() + ".pub");
  }

  private Map<String, Path> make() throws IOException, InterruptedException {
    Map<String, Path> made = new LinkedHashMap<>();
    List<String> refusals = new ArrayList<>();
    for (String kind : kinds()) {
      make(kind, made, refusals);
    }
    if (made.isEmpty() && kinds().equals(List.of("dsa"))) {
      tools.logger().warn("This system makes no dsa keys any more: the host key is of kind rsa");
      make("rsa", made, refusals);
    }
    if (made.isEmpty()) {
      throw new IOException(String.join("; ", refusals));
    }
    return made;
  }

  private List<String> kinds() {
    String kind = tools.config().sshHostKeyPairType().toLowerCase(Locale.ROOT);
    if (!kind.equals("auto") && !kind.equals("dsa") && !ALL.contains(kind)) {
      throw new IllegalArgumentException(
          "Provisioning.SshHostKeyPairType is none of rsa, dsa, ecdsa, ed25519, auto: " + kind);
    }
    return kind.equals("auto") ? ALL : List.of(kind);
  }

  private void make(String kind, Map<String, Path> made, List<String> refusals)
      throws IOException, InterruptedException {
    Path draft = folder.resolve("waagent_new_" + kind + "_key");
    files.delete(draft);
    files.delete(open(draft));
    Command command =
        Command.of(PROGRAM, "-q", "-N", "", "-t", kind, "-f", draft.toString()).within(TIME);
    Result result = tools.shell().run(command);
    if (result.isSuccess()) {
      made.put(kind, draft);
    } else {
      refusals.add("no " + kind + " key: " + Answer.of(result));
    }
  }

  /** The fingerprint of the key that is wanted, or of the first one there is. */
  Optional<Fingerprint> fingerprint() throws IOException, KeyException {
    String kind = tools.config().sshHostKeyPairType().toLowerCase(Locale.ROOT);
    String wanted = "ssh_host_" + kind + "_key.pub";
    List<String> names = new ArrayList<>(present());
    names.removeIf(name -> !name.endsWith(".pub"));
    if (names.isEmpty()) {
      return Optional.empty();
    }
    String name = names.contains(wanted) ? wanted : names.get(names.size() - 1);
    return Optional.of(Fingerprint.of(files.readText(folder.resolve(name), MOST)));
  }
}
