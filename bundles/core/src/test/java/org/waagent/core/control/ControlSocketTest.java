// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.core.lane.Lanes;
import org.waagent.machine.TestMachine;
import org.waagent.os.Mode;
import org.waagent.plugin.Console;

class ControlSocketTest {
  @TempDir Path root;
  private TestMachine machine;
  private Lanes lanes;
  private ControlSocket socket;
  private Path file;
  private BiFunction<List<String>, Console, Integer> verbs = ControlSocketTest::echo;
  private final CountDownLatch noticed = new CountDownLatch(1);

  @BeforeEach
  void build() throws Exception {
    machine = TestMachine.at(root);
    machine.files().makeFolder(Path.of("/lib"), Mode.OWNER_FOLDER);
    file = root.resolve("lib/control.sock");
    lanes = new Lanes(machine.clock(), machine.log().logger());
  }

  @AfterEach
  void stop() {
    if (socket != null) {
      socket.stop();
    }
  }

  @Test
  void answersWithLinesAndTheExitCode() throws Exception {
    start();
    assertThat(ask("status\0--json\0\0")).isEqualTo("ostatus --json\nefirst\nesecond\nx7\n");
  }

  @Test
  void isForItsOwnerAloneAndLeavesNothingElseBehind() throws Exception {
    start();
    ask("status\0\0");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(machine.files().list(Path.of("/lib"))).containsExactly("control.sock");
  }

  @Test
  void replacesASocketThatADeadAgentLeft() throws Exception {
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[0]);
    start();
    assertThat(ask("status\0\0")).endsWith("x7\n");
  }

  @Test
  void refusesARequestThatIsTooLongAndGoesOn() throws Exception {
    start();
    assertThat(ask("x".repeat(Request.MOST) + "\0\0")).contains("the request has more than");
    assertThat(ask("status\0\0")).endsWith("x7\n");
  }

  @Test
  void cutsOffACallerThatSaysNothing() throws Exception {
    start();
    try (SocketChannel silent = connect()) {
      waitForTimer();
      machine.clock().advance(Duration.ofSeconds(11));
      assertThat(silent.read(ByteBuffer.allocate(10))).isNegative();
    }
  }

  @Test
  void tellsAVerbThatItsCallerHungUp() throws Exception {
    verbs =
        (words, console) -> {
          while (console.isOpen()) {
            Thread.onSpinWait();
          }
          noticed.countDown();
          return 0;
        };
    start();
    try (SocketChannel caller = connect()) {
      caller.write(bytes("wait\0\0"));
    }
    assertThat(noticed.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void takesOnlySoManyCallersAtATime() throws Exception {
    start();
    // Some more than have room: the session that saw the start may still hold a place.
    SocketChannel[] silent = new SocketChannel[20];
    for (int i = 0; i < silent.length; i++) {
      silent[i] = connect();
    }
    assertThat(ask("status\0\0")).isEqualTo("etoo many commands at a time\nx1\n");
    for (SocketChannel channel : silent) {
      channel.close();
    }
  }

  @Test
  void removesItsFileButNotThatOfItsSuccessor() throws Exception {
    start();
    FileTime made = Files.getLastModifiedTime(file);
    Thread.sleep(20);
    ControlSocket successor = create();
    successor.start();
    for (int i = 0; i < 3000 && Files.getLastModifiedTime(file).equals(made); i++) {
      Thread.sleep(10);
    }
    awaitAnswer();
    socket.stop();
    assertThat(file).exists();
    socket = successor;
    socket.stop();
    awaitGone();
  }

  private void start() throws Exception {
    socket = create();
    socket.start();
    awaitAnswer();
  }

  private ControlSocket create() {
    return new ControlSocket(
        lanes,
        (words, console) -> verbs.apply(words, console),
        new SocketFile(Path.of("/lib"), root, machine.files()),
        machine.log().logger());
  }

  private void awaitAnswer() throws Exception {
    for (int i = 0; i < 3000; i++) {
      if (Files.exists(file)) {
        try {
          connect().close();
          return;
        } catch (IOException e) {
          Thread.sleep(10);
        }
      }
      Thread.sleep(10);
    }
    throw new AssertionError("no socket");
  }

  /** One that is stopped while it begins to listen removes its file on its own thread. */
  private void awaitGone() throws Exception {
    for (int i = 0; i < 3000 && Files.exists(file); i++) {
      Thread.sleep(10);
    }
    assertThat(file).doesNotExist();
  }

  private void waitForTimer() throws Exception {
    for (int i = 0; i < 3000 && machine.clock().pending() == 0; i++) {
      Thread.sleep(10);
    }
  }

  private SocketChannel connect() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(file));
    return channel;
  }

  private String ask(String request) throws IOException {
    try (SocketChannel channel = connect()) {
      try {
        write(channel, request);
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("Broken pipe");
      }
      return read(channel);
    }
  }

  private static void write(SocketChannel channel, String request) throws IOException {
    ByteBuffer bytes = bytes(request);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  // As the launcher does it: what stands before the exit code counts, not how the connection ends.
  private static String read(SocketChannel channel) throws IOException {
    StringBuilder answer = new StringBuilder();
    ByteBuffer bytes = ByteBuffer.allocate(1000);
    while (!answer.toString().matches("(?s).*(^|\n)x\\d+\n")) {
      if (channel.read(bytes.clear()) < 0) {
        break;
      }
      answer.append(StandardCharsets.UTF_8.decode(bytes.flip()));
    }
    return answer.toString();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static int echo(List<String> words, Console console) {
    console.out(String.join(" ", words));
    console.err("first\nsecond");
    return 7;
  }
}
