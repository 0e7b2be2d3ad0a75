// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * Asks a running daemon. Request: each word ended by a NUL byte, then one more. Answer: lines whose
 * first byte is {@code o} (stdout), {@code e} (stderr) or {@code x} (exit code, the last line).
 */
final class ControlClient {
  private final Path socket;
  private final Terminal terminal;

  ControlClient(Path socket, Terminal terminal) {
    this.socket = socket;
    this.terminal = terminal;
  }

  /**
   * Asks and passes the answer on as it comes.
   *
   * @return exit code, or empty if no daemon listens
   */
  OptionalInt ask(List<String> words) throws CommandException {
    SocketChannel channel = connect();
    if (channel == null) {
      return OptionalInt.empty();
    }
    try (channel) {
      send(channel, words);
      return OptionalInt.of(receive(channel));
    } catch (IOException e) {
      throw new CommandException(ExitCode.FAILED, "the daemon broke off: " + e.getMessage());
    }
  }

  private SocketChannel connect() throws CommandException {
    SocketChannel channel = null;
    try {
      channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      channel.connect(UnixDomainSocketAddress.of(socket));
      return channel;
    } catch (ConnectException e) {
      return closed(channel);
    } catch (IOException e) {
      closed(channel);
      if (isForbidden()) {
        throw new CommandException(
            ExitCode.NOT_ROOT, "only root and the agent's own user may ask the daemon");
      }
      return null;
    }
  }

  private static SocketChannel closed(SocketChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
      return null;
    } catch (IOException e) {
      return null;
    }
  }

  /** The exception of connect has no type for it, only a sentence. */
  private boolean isForbidden() {
    try {
      Files.readAttributes(socket, java.nio.file.attribute.BasicFileAttributes.class);
      return !Files.isWritable(socket);
    } catch (AccessDeniedException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void send(SocketChannel channel, List<String> words) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    for (String word : words) {
      request.writeBytes(word.getBytes(StandardCharsets.UTF_8));
      request.write(0);
    }
    request.write(0);
    ByteBuffer bytes = ByteBuffer.wrap(request.toByteArray());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private int receive(SocketChannel channel) throws IOException, CommandException {
    ByteBuffer buffer = ByteBuffer.allocate(8192);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (channel.read(buffer.clear()) >= 0) {
      buffer.flip();
      while (buffer.hasRemaining()) {
        byte next = buffer.get();
        if (next != '\n') {
          line.write(next);
          continue;
        }
        OptionalInt exitCode = pass(line.toByteArray());
        if (exitCode.isPresent()) {
          return exitCode.getAsInt();
        }
        line.reset();
      }
      if (!terminal.isOpen()) {
        return ExitCode.FAILED;
      }
    }
    throw new CommandException(ExitCode.FAILED, "the daemon ended before it answered");
  }

  private OptionalInt pass(byte[] line) throws CommandException {
    switch (line.length == 0 ? 0 : line[0]) {
      case 'o' -> terminal.pass(terminal.out(), line, 1, line.length);
      case 'e' -> terminal.pass(terminal.err(), line, 1, line.length);
      case 'x' -> {
        return OptionalInt.of(exitCode(new String(line, StandardCharsets.US_ASCII)));
      }
      default -> throw new CommandException(ExitCode.FAILED, "the daemon's answer is garbled");
    }
    return OptionalInt.empty();
  }

  private static int exitCode(String line) throws CommandException {
    try {
      return Integer.parseInt(line.substring(1));
    } catch (NumberFormatException e) {
      throw new CommandException(ExitCode.FAILED, "the daemon's answer is garbled");
    }
  }
}
