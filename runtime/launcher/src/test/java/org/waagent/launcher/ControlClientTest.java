// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlClientTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;
  private Path socket;
  private ControlClient client;

  @BeforeEach
  void connectStreams() {
    socket = folder.resolve("control.sock");
    client = new ControlClient(socket, new Terminal(new PrintStream(out), new PrintStream(err)));
  }

  @Test
  void passesLinesAndExitCodeOn() throws Exception {
    try (FakeDaemon daemon = new FakeDaemon(socket, "oläuft\no\neodd\nx7\n")) {
      assertThat(client.ask(List.of("status", "--json")).orElseThrow()).isEqualTo(7);
      assertThat(daemon.request()).isEqualTo("status\0--json\0\0");
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("läuft\n\n");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("odd\n");
  }

  @Test
  void noSocketMeansNoDaemon() throws Exception {
    assertThat(client.ask(List.of("status"))).isEmpty();
  }

  @Test
  void aSocketNobodyListensOnMeansNoDaemon() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
    }
    assertThat(client.ask(List.of("status"))).isEmpty();
  }

  @Test
  void anAnswerWithoutEndIsAFailure() throws IOException {
    try (FakeDaemon daemon = new FakeDaemon(socket, "ohalf\n")) {
      assertThatThrownBy(() -> client.ask(List.of("status")))
          .isInstanceOf(CommandException.class)
          .hasMessageContaining("ended before it answered");
      assertThat(daemon).isNotNull();
    }
  }

  @Test
  void garbageIsAFailure() throws IOException {
    try (FakeDaemon daemon = new FakeDaemon(socket, "HTTP/1.1 200 OK\n")) {
      assertThatThrownBy(() -> client.ask(List.of("status")))
          .isInstanceOf(CommandException.class)
          .hasMessageContaining("garbled");
      assertThat(daemon).isNotNull();
    }
  }
}
