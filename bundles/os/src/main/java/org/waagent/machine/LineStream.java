// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Lines of a program that runs for long. Its one thread sleeps in a read between lines. */
final class LineStream implements Closeable, Runnable {
  private static final int LONGEST = 64 * 1024;

  private final Process process;
  private final Killing killing;
  private final Consumer<String> line;
  private final Runnable closed;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

  LineStream(Process process, Killing killing, Consumer<String> line, Runnable closed) {
    this.process = process;
    this.killing = killing;
    this.line = line;
    this.closed = closed;
  }

  void start() {
    Thread thread = new Thread(this, "waagent-lines");
    thread.setDaemon(true);
    thread.start();
    // What it leaves behind would keep the pipe open, and the thread with it.
    process.onExit().thenRun(() -> killing.killGroup(process.pid()));
  }

  @Override
  public void run() {
    try (InputStream in = process.getInputStream()) {
      byte[] buffer = new byte[8192];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        split(buffer, count);
      }
      if (pending.size() > 0) {
        tell();
      }
    } catch (IOException e) {
      // Closed: the end, as much as the end of the stream is.
      pending.reset();
    } finally {
      killing.kill(process.toHandle());
      closed.run();
    }
  }

  private void split(byte[] buffer, int count) {
    for (int i = 0; i < count; i++) {
      if (buffer[i] == '\n') {
        tell();
      } else if (pending.size() < LONGEST) {
        pending.write(buffer[i]);
      }
    }
  }

  private void tell() {
    String text = HeadTail.text(pending.toByteArray());
    pending.reset();
    line.accept(text);
  }

  @Override
  public void close() {
    killing.kill(process.toHandle());
  }
}
