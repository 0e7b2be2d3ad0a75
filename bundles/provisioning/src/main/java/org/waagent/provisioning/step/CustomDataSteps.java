// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.step;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.waagent.goalstate.Secret;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.os.Recorded;
import org.waagent.os.RecordedCommand;
import org.waagent.os.Result;
import org.waagent.os.Scope;
import org.waagent.plugin.Outcome;

/** What the owner of the machine gave along: kept, decoded and run as the configuration says. */
final class CustomDataSteps {
  static final StepName SAVE = new StepName("custom-data", "keep the custom data");
  static final StepName RUN = new StepName("custom-data-run", "run the custom data");

  /** The platform gives a new machine 40 minutes. */
  static final Duration LIMIT = Duration.ofMinutes(30);

  private static final String NAME = "CustomData";

  private final Toolbox tools;
  private final Files files;
  private final Path file;

  CustomDataSteps(Toolbox tools) {
    this.tools = tools;
    this.files = tools.files();
    this.file = tools.directories().lib().resolve(NAME);
  }

  void add(Draft draft, Optional<Secret> data) {
    data.ifPresent(text -> draft.add(SAVE, Codes.CUSTOM_DATA, () -> save(text)));
  }

  private void save(Secret data) throws IOException {
    boolean decode = tools.config().decodeCustomData() || tools.config().executeCustomData();
    byte[] content = decode ? decoded(data) : data.bytes();
    files.makeFolder(file.getParent(), Mode.OWNER_FOLDER);
    files.write(file, content, Mode.OWNER_ONLY);
  }

  private static byte[] decoded(Secret data) throws IOException {
    try {
      return Base64.getDecoder().decode(data.reveal().replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw new IOException("the custom data is not base64");
    }
  }

  /** Adds what comes after the machine is marked as provisioned. */
  void addRun(Draft draft) {
    if (tools.config().executeCustomData() && draft.hasOrDid(SAVE)) {
      Step.Doing doing =
          () -> {
            tryToRun();
            return Outcome.done();
          };
      draft.add(RUN, Codes.CUSTOM_DATA, LIMIT, doing, SAVE, EndSteps.MARK);
    }
  }

  private void tryToRun() throws InterruptedException {
    try {
      run();
    } catch (IOException e) {
      tools.logger().warn("The custom data can't be run: {}", e.getMessage());
      tools.telling().event("CustomData", false, "The custom data can't be run");
    }
  }

  /** A killed agent's successor finds the program where it is and does not start it again. */
  private void run() throws IOException, InterruptedException {
    Path record = tools.directories().state("provisioning").resolve("custom-data");
    Optional<Recorded> begun = tools.shell().adopt(record);
    Recorded running = begun.isPresent() ? begun.get() : start(record);
    Result result = running.await(LIMIT);
    if (result instanceof Result.TimedOut) {
      running.kill();
    }
    tell(result, record);
  }

  private Recorded start(Path record) throws IOException {
    files.mode(file, Mode.OWNER_FOLDER);
    String line = "'" + file.toString().replace("'", "'\\''") + "'";
    Scope scope = new Scope("waagent-custom-data", "azure-provisioning.slice");
    return tools
        .shell()
        .start(
            new RecordedCommand(
                line, Map.of(), tools.directories().lib(), record, Optional.of(scope)));
  }

  /** What the owner's own program does wrong does not make the machine unusable. */
  private void tell(Result result, Path record) {
    boolean well = result.isSuccess();
    String how =
        result instanceof Result.Exited exited
            ? "ended with exit code " + exited.code()
            : result instanceof Result.TimedOut
                ? "was ended after " + LIMIT.toMinutes() + " minutes"
                : "is gone without an exit code";
    if (well) {
      tools.logger().info("The custom data {}; what it wrote is in {}", how, record);
    } else {
      tools.logger().warn("The custom data {}; what it wrote is in {}", how, record);
    }
    tools.telling().event("CustomData", well, "The custom data " + how);
  }
}
