// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.waagent.os.Command;
import org.waagent.os.Shell;

/** What every implementation of {@link Shell#stream} does. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
abstract class StreamContract {
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Semaphore closed = new Semaphore(0);

  /** The implementation to test. */
  abstract Shell shell();

  private Closeable stream(String line) throws IOException {
    return shell().stream(Command.of("sh", "-c", line), lines::add, closed::release);
  }

  private String next() throws InterruptedException {
    String line = lines.poll(60, TimeUnit.SECONDS);
    assertThat(line).as("a line").isNotNull();
    return line;
  }

  private void assertClosedOnce() throws InterruptedException {
    assertThat(closed.tryAcquire(10, TimeUnit.SECONDS)).as("told of the end").isTrue();
    assertThat(closed.tryAcquire(100, TimeUnit.MILLISECONDS)).as("told twice").isFalse();
  }

  @Test
  void givesLinesAsTheyComeUntilItIsClosed() throws Exception {
    Closeable stream = stream("echo $$; echo two; sleep 300");
    long pid = Long.parseLong(next());
    assertThat(next()).isEqualTo("two");
    stream.close();
    assertClosedOnce();
    ShellContract.assertEnds(pid);
    stream.close();
    assertThat(closed.tryAcquire(100, TimeUnit.MILLISECONDS)).isFalse();
  }

  @Test
  void tellsThatTheProgramEnded() throws Exception {
    stream("printf 'one\\nno end of line'");
    assertThat(next()).isEqualTo("one");
    assertThat(next()).isEqualTo("no end of line");
    assertClosedOnce();
  }

  @Test
  void endsThoughSomethingWasLeftBehind() throws Exception {
    stream("sleep 300 & echo $!");
    long left = Long.parseLong(next());
    assertClosedOnce();
    ShellContract.assertEnds(left);
  }

  @Test
  void cutsALineThatIsTooLong() throws Exception {
    stream("yes | tr -d '\\n' | head -c 200000; echo; echo next");
    assertThat(next()).hasSize(64 * 1024);
    assertThat(next()).isEqualTo("next");
    assertClosedOnce();
  }

  @Test
  void refusesAProgramThatIsNotThere() {
    assertThatThrownBy(
            () -> shell().stream(Command.of("no-such-program"), lines::add, closed::release))
        .isInstanceOf(IOException.class);
  }
}
