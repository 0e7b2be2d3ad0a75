// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.Closeable;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.os.Command;
import org.waagent.os.Files;
import org.waagent.os.Recorded;
import org.waagent.os.RecordedCommand;
import org.waagent.os.Result;
import org.waagent.os.Shell;

/**
 * Starts programs of this machine as its children. Working directories and record folders are
 * resolved under the root; programs and arguments are taken as they are.
 */
@Component(service = {Shell.class, ProcessShell.class})
public final class ProcessShell implements Shell {
  private final Programs programs;
  private final Launch launch;
  private final Killing killing;
  private final Scopes scopes;
  private final Recorder recorder;
  private final ThreadLocal<Duration> waited = ThreadLocal.withInitial(() -> Duration.ZERO);

  @Activate
  public ProcessShell(BundleContext context, @Reference Files files) {
    this(Roots.of(context), files, Programs.ofMachine());
  }

  ProcessShell(Root root, Files files, Programs programs) {
    this(
        root,
        files,
        programs,
        new Scopes(files, programs, LocalMachine::runsAsRoot, System::nanoTime));
  }

  ProcessShell(Root root, Files files, Programs programs, Scopes scopes) {
    ProcessTable table = new ProcessTable(Path.of("/proc"));
    this.programs = programs;
    this.launch = new Launch(root, programs);
    this.killing = new Killing(table);
    this.scopes = scopes;
    this.recorder = new Recorder(root, files, launch, new Births(table, programs), killing, scopes);
  }

  /** The scopes commands are run in; who bounds and counts them must know of refusals, too. */
  Scopes scopes() {
    return scopes;
  }

  @Override
  public Result run(Command command) throws InterruptedException {
    long begin = System.nanoTime();
    try {
      Process process = launch.run(command, Redirect.PIPE);
      return new Run(command, process, killing).end();
    } catch (IOException e) {
      return new Result.NotStarted(e.getMessage());
    } finally {
      waited.set(waited.get().plusNanos(System.nanoTime() - begin));
    }
  }

  @Override
  public Duration waited() {
    return waited.get();
  }

  @Override
  public Closeable stream(Command command, Consumer<String> line, Runnable closed)
      throws IOException {
    LineStream stream =
        new LineStream(launch.run(command, Redirect.DISCARD), killing, line, closed);
    stream.start();
    return stream;
  }

  @Override
  public Recorded start(RecordedCommand command) throws IOException {
    return recorder.start(command);
  }

  @Override
  public Optional<Recorded> adopt(Path record) throws IOException {
    return recorder.adopt(record);
  }

  @Override
  public Optional<Path> find(String program) {
    return programs.find(program);
  }
}
