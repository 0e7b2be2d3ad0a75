// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A folder only: for who may not make namespaces. */
final class OpenPlace implements Place {
  private static final Duration STOP = Duration.ofSeconds(30);

  private final Path folder;
  private final Path program;
  private final String token;
  private final String weakness;
  private Process agent;

  OpenPlace(Path folder, Path program, String token, String weakness) {
    this.folder = folder;
    this.program = program;
    this.token = token;
    this.weakness = weakness;
  }

  @Override
  public List<String> confLines() {
    return List.of("Lib.Dir=" + lib(), "Extension.LogDir=" + logs(), "Logs.File=" + agentLog());
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public void startAgent() {
    ProcessBuilder builder =
        new ProcessBuilder(
            program.toString(), "-daemon", "-configuration-path:" + folder.resolve("waagent.conf"));
    builder.directory(folder.toFile()).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(agentOutput().toFile()));
    try {
      agent = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean agentRuns() {
    return agent != null && agent.isAlive();
  }

  @Override
  public void stopAgent() {
    agent.destroy();
    try {
      if (!agent.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        killAgent();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      killAgent();
    }
  }

  @Override
  public void killAgent() {
    agent.destroyForcibly();
    Watch.until(STOP, () -> !agent.isAlive());
  }

  @Override
  public void reboot() {
    stopAgent();
    endHandler();
  }

  @Override
  public List<Running> processes() {
    return Running.all().stream().filter(p -> p.carries("AZURE_HOST_LIFE=" + token)).toList();
  }

  @Override
  public List<String> changedOutside() {
    return List.of();
  }

  @Override
  public String weakness() {
    return weakness;
  }

  @Override
  public void close() {
    if (agentRuns()) {
      killAgent();
    }
    endHandler();
  }

  private void endHandler() {
    Watch.until(
        STOP,
        () -> {
          List<Running> left = processes();
          left.forEach(Running::kill);
          return left.isEmpty();
        });
  }
}
