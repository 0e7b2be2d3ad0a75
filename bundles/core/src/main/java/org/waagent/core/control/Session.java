// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.control;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.waagent.os.Clock;
import org.waagent.plugin.Console;

/**
 * One caller. Answers are lines whose first byte tells what they are: {@code o} for standard
 * output, {@code e} for standard error, {@code x} for the exit code. Used by one thread, but for
 * {@link #close}.
 */
final class Session implements Console, Closeable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SocketChannel channel;
  private final Clock clock;
  private boolean open = true;

  Session(SocketChannel channel, Clock clock) {
    this.channel = channel;
    this.clock = clock;
  }

  /** Reads the request; a caller that takes too long is cut off. */
  Request request() throws IOException {
    Closeable deadline = clock.after(PATIENCE, this::cut);
    try {
      return Request.read(channel);
    } finally {
      deadline.close();
    }
  }

  void exit(int code) {
    send('x', Integer.toString(code));
  }

  @Override
  public void out(String line) {
    send('o', line);
  }

  @Override
  public void err(String line) {
    send('e', line);
  }

  @Override
  public boolean inDaemon() {
    return true;
  }

  /** Looks whether the caller has hung up; callers send nothing after their request. */
  @Override
  public boolean isOpen() {
    if (!open) {
      return false;
    }
    try {
      channel.configureBlocking(false);
      try {
        open = channel.read(ByteBuffer.allocate(1)) >= 0;
      } finally {
        channel.configureBlocking(true);
      }
    } catch (IOException e) {
      open = false;
    }
    return open;
  }

  /**
   * Throws away what has arrived and nobody will read. A connection that is closed over it is
   * reset, and the caller might not see the answer.
   */
  void drain() throws IOException {
    channel.shutdownOutput();
    channel.configureBlocking(false);
    ByteBuffer waste = ByteBuffer.allocate(8192);
    int left = Request.MOST;
    for (int read = channel.read(waste); read > 0 && left > 0; read = channel.read(waste.clear())) {
      left -= read;
    }
  }

  private void send(char kind, String text) {
    for (String line : text.split("\n", -1)) {
      write(kind + line + "\n");
    }
  }

  private void write(String text) {
    if (!open) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    Closeable deadline = clock.after(PATIENCE, this::cut);
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      deadline.close();
    } catch (IOException e) {
      // The caller is gone, or cut off; the verb learns it from isOpen.
      open = false;
    }
  }

  private void cut() {
    try {
      close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
