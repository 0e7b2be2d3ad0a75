// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.waagent.machine.Keeper.Wish;
import org.waagent.os.Command;
import org.waagent.os.Files;
import org.waagent.os.Result;
import org.waagent.os.Services;
import org.waagent.os.Shell;

/** Services by what keeps them on this machine: looked for when somebody first asks. */
@Component
public final class LocalServices implements Services {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final Source source;
  private final Shell shell;
  private final String kernel;
  private Keeper keeper;

  @Activate
  public LocalServices(
      @Reference Files files,
      @Reference Shell shell,
      @Reference(target = Configured.TARGET) Condition configured) {
    this(files, shell, System.getProperty("os.name"));
  }

  LocalServices(Files files, Shell shell, String kernel) {
    this.source = new Source(files);
    this.shell = shell;
    this.kernel = kernel;
  }

  @Override
  public String kind() {
    return keeper().kind();
  }

  private synchronized Keeper keeper() {
    if (keeper == null) {
      keeper = find();
    }
    return keeper;
  }

  private Keeper find() {
    if (has(DistroTable.RCCTL)) {
      return Keeper.RC_CTL;
    }
    if (kernel.endsWith("BSD")) {
      return has(DistroTable.SERVICE) ? Keeper.RC_D : Keeper.NONE;
    }
    if (source.isThere(DistroTable.SYSTEMD_RUNS)) {
      return Keeper.SYSTEMD;
    }
    if (source.isThere(DistroTable.OPENRC_RUNS)) {
      return Keeper.OPENRC;
    }
    return has(DistroTable.SERVICE) ? Keeper.SYSV : Keeper.NONE;
  }

  private boolean has(String program) {
    return shell.find(program).isPresent();
  }

  @Override
  public boolean isRunning(String service) throws IOException, InterruptedException {
    List<String> words = keeper().words(Wish.CHECK, service, this::has);
    return !words.isEmpty() && inTime(words).isSuccess();
  }

  @Override
  public boolean isEnabled(String service) throws IOException, InterruptedException {
    return new Boot(source.files(), this::asked).starts(keeper(), service);
  }

  private String asked(List<String> words) throws IOException, InterruptedException {
    return inTime(words).output().stdout().strip();
  }

  @Override
  public void start(String service) throws IOException, InterruptedException {
    have(Wish.START, service);
  }

  @Override
  public void stop(String service) throws IOException, InterruptedException {
    have(Wish.STOP, service);
  }

  @Override
  public void restart(String service) throws IOException, InterruptedException {
    try {
      have(Wish.RESTART, service);
    } catch (IOException e) {
      restartAnyway(service, e);
    }
  }

  private void restartAnyway(String service, IOException failed)
      throws IOException, InterruptedException {
    if (keeper() == Keeper.SYSTEMD) {
      // One that failed too often at boot is not started any more until that is forgotten.
      shell.run(Command.of(DistroTable.SYSTEMCTL, "reset-failed", service).within(LIMIT));
      have(Wish.RESTART, service);
    } else if (keeper() == Keeper.SYSV && !isRunning(service)) {
      // Upstart and some scripts refuse to stop what does not run.
      have(Wish.START, service);
    } else {
      throw failed;
    }
  }

  @Override
  public void enable(String service) throws IOException, InterruptedException {
    have(Wish.ENABLE, service);
  }

  @Override
  public void disable(String service) throws IOException, InterruptedException {
    have(Wish.DISABLE, service);
  }

  private void have(Wish wish, String service) throws IOException, InterruptedException {
    List<String> words = keeper().words(wish, service, this::has);
    if (words.isEmpty()) {
      throw new IOException("nothing keeps services here: can't " + wish.word() + " " + service);
    }
    Result result = inTime(words);
    if (!result.isSuccess()) {
      throw new IOException(String.join(" ", words) + ": " + Answers.why(result));
    }
  }

  private Result inTime(List<String> words) throws IOException, InterruptedException {
    Result result = shell.run(Command.of(words.toArray(String[]::new)).within(LIMIT));
    if (result instanceof Result.TimedOut) {
      throw new IOException(String.join(" ", words) + ": no answer within " + LIMIT);
    }
    return result;
  }
}
