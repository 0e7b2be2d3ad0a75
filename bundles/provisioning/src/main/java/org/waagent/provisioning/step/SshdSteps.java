// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.step;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waagent.goalstate.OvfEnvironment;
import org.waagent.os.Command;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.os.Result;
import org.waagent.provisioning.ssh.SshdDirectives;

/** What the SSH server lets users log in with. */
final class SshdSteps {
  static final StepName STEP = new StepName("sshd", "configure the SSH server");
  static final StepName RESTART = new StepName("sshd-restart", "restart the SSH server");

  private static final String SERVER = "sshd";
  private static final int MOST = 1024 * 1024;
  private static final Duration TIME = Duration.ofSeconds(30);
  private static final Pattern NEEDS_FOLDER =
      Pattern.compile("Missing privilege separation directory: (/\\S+)");

  private final Toolbox tools;
  private final Files files;
  private final Path file;

  SshdSteps(Toolbox tools) {
    this.tools = tools;
    this.files = tools.files();
    String other = tools.osConfig().sshdConfigPath();
    this.file =
        other.isBlank() ? tools.sshDir().resolve("sshd_config") : Path.of("/").resolve(other);
  }

  void add(Draft draft, OvfEnvironment wanted) {
    if (tools.machine().layout().editsSshdConfig() && files.exists(file)) {
      boolean passwords = !wanted.disableSshPasswordAuthentication();
      draft.add(STEP, Codes.SSHD, () -> configure(passwords));
    }
  }

  /** A running server knows neither new keys nor a new configuration. */
  void addRestart(Draft draft) {
    Optional<String> service = tools.machine().layout().sshService();
    boolean news = draft.hasOrDid(STEP) || draft.hasOrDid(HostKeySteps.STEP);
    if (service.isPresent() && news) {
      draft.add(RESTART, Codes.SSHD, () -> restart(service.get()), STEP, HostKeySteps.STEP);
    }
  }

  private void restart(String service) throws InterruptedException {
    try {
      tools.services().restart(service);
    } catch (IOException e) {
      // What was written was tried; the server may be started later, or by somebody else.
      tools.logger().warn("The SSH server was not restarted: {}", e.getMessage());
    }
  }

  private void configure(boolean passwords) throws IOException, InterruptedException {
    int interval = tools.osConfig().sshClientAliveInterval();
    SshdDirectives wanted = SshdDirectives.of(passwords, interval, knowsKeyboard());
    String main = files.readText(file, MOST);
    Path parts = file.resolveSibling("sshd_config.d");
    if (SshdDirectives.includes(main, parts.toString())) {
      files.makeFolder(parts, Mode.PUBLIC_FOLDER);
      put(parts.resolve("00-waagent.conf"), wanted.part(), Mode.OWNER_ONLY);
    } else {
      put(file, wanted.in(main), files.modeOr(file, Mode.OWNER_ONLY));
    }
  }

  private boolean knowsKeyboard() throws InterruptedException {
    return hasServer() && ask("-T").output().stdout().contains("kbdinteractiveauthentication");
  }

  private boolean hasServer() {
    return tools.shell().find(SERVER).isPresent();
  }

  /** Older servers want to be called by their whole path. */
  private Result ask(String question) throws InterruptedException {
    Path program = tools.shell().find(SERVER).orElseThrow();
    Command command = Command.of(program.toString(), question, "-f", file.toString());
    return tools.shell().run(command.within(TIME));
  }

  /** A configuration the server refuses, though it took the former one, does not stand. */
  private void put(Path path, String text, Mode mode) throws IOException, InterruptedException {
    Optional<byte[]> former =
        files.exists(path) ? Optional.of(files.read(path, MOST)) : Optional.empty();
    boolean couldCheck = complaint().isEmpty();
    files.write(path, text.getBytes(StandardCharsets.UTF_8), mode);
    Optional<String> complaint = couldCheck ? complaint() : Optional.empty();
    if (complaint.isPresent()) {
      if (former.isPresent()) {
        files.write(path, former.get(), mode);
      } else {
        files.delete(path);
      }
      tools.labels().restore(List.of(path));
      throw new IOException(
          "the server refuses " + path + ", so it was put back: " + complaint.get());
    }
    tools.labels().restore(List.of(path));
  }

  /** What the server says against its configuration; a server that isn't there says nothing. */
  private Optional<String> complaint() throws IOException, InterruptedException {
    if (!hasServer()) {
      return Optional.empty();
    }
    Result result = ask("-t");
    Matcher folder = NEEDS_FOLDER.matcher(result.output().stderr());
    if (!result.isSuccess() && folder.find()) {
      // Its service makes that each time it starts; here it may not have been started yet.
      files.makeFolder(Path.of(folder.group(1)), Mode.PUBLIC_FOLDER);
      result = ask("-t");
    }
    return result.isSuccess() ? Optional.empty() : Optional.of(Answer.of(result));
  }
}
