// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.ExtensionPackage;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.HandlerStatus;
import org.waagent.azurehost.StatusDocument;

/** Handlers that behave oddly, each beside others that it must not harm. */
final class OddHandlersTest {
  private static final String GOOD = "Test.Good";
  private static final long LARGEST_REPORT = 1 << 20;
  private static final long LARGEST_LOG = 1 << 20;

  /** A status of its own, and then not the usual one. */
  private static final String SAYS =
      """
      printf '[{"version": 1.0, "timestampUTC": "2026-01-01T00:00:00Z", "status": {"name": "Odd",' \\
        > status/next
      printf '"operation": "Enable", "status": "%1$s", "code": 0, "formattedMessage":' >> status/next
      printf '{"lang": "en-US", "message": "%2$s"}}}]' >> status/next
      mv status/next status/%3$s.status
      """;

  /** A status of a hundred long texts. */
  private static final String LARGE =
      """
      text=$(head -c 52000 /dev/zero | tr '\\0' m)
      {
        printf '[{"version": 1.0, "timestampUTC": "2026-01-01T00:00:00Z", "status": {"name": "Odd",'
        printf '"operation": "Enable", "status": "success", "code": 0, "formattedMessage":'
        printf '{"lang": "en-US", "message": null}, "substatus": ['
        i=0; while [ $i -lt 100 ]; do
          [ $i -eq 0 ] || printf ,
          printf '{"name": "part %d", "status": "success", "code": 0, "formattedMessage":' $i
          printf '{"lang": "en-US", "message": "%s"}}' "$text"
          i=$((i + 1))
        done
        printf ']}}]'
      } > status/next
      mv status/next status/$seq.status
      exit 0
      """;

  /** One of a million and a half short values. */
  private static final String MANY =
      """
      {
        printf '[{"status": {"status": "success", "rubbish": ['
        yes '[],' | head -n 1500000 | tr -d '\\n'
        printf '[]]}}]'
      } > status/next
      mv status/next status/$seq.status
      exit 0
      """;

  @RegisterExtension private final Scene scene = new Scene();

  @Test
  @Tag("D33")
  void whatTheySayIsToldAsItIs() {
    List<ShellHandler> handlers =
        List.of(
            odd("Test.OtherNumber", says("success", "done", "7") + "exit 0"),
            odd(
                "Test.Turncoat",
                says("success", "done", "$seq")
                    + "( sleep 2; "
                    + says("error", "not done after all", "$seq")
                    + " ) & exit 0"),
            odd("Test.Silent", "exit 0"),
            odd("Test.Marked", says("success", "done", "$seq") + marked() + "exit 0"),
            odd("Test.NoUtf8", says("success", "no \\377\\376 text", "$seq") + "exit 0"),
            odd("Test.Object", "echo '{\"status\": \"success\"}' > status/$seq.status; exit 0"),
            odd("Test.Half", "printf '[{\"version\": 1.0, ' > status/$seq.status; exit 0"),
            scene.handler(GOOD));
    publish(handlers.stream().map(ShellHandler::extension).toList());

    StatusDocument status =
        scene
            .host()
            .awaitStatus(
                s ->
                    s.goalStateSucceeded()
                        && s.handler("Test.Turncoat").extensionStatus().equals("error")
                        && s.handler("Test.Half").extensionStatus().equals("error")
                        && s.handler("Test.Object").extensionStatus().equals("error"),
                Scene.PATIENCE);

    assertThat(handlers).allMatch(h -> status.handler(h.name()).isReady());
    assertThat(status.handler(GOOD).hasSucceeded(0)).isTrue();
    onesWithoutAStatus(status, "Test.OtherNumber", "Test.Silent");
    onesThatSpeakOddly(status);
  }

  private static void onesWithoutAStatus(StatusDocument status, String... names) {
    for (String silent : names) {
      assertThat(status.handler(silent).extensionStatus()).as(silent).isEqualTo("transitioning");
      assertThat(status.handler(silent).sequenceNumber()).isZero();
      assertThat(status.handler(silent).extensionMessage())
          .startsWith("This status is being reported by the Guest Agent since no status file was")
          .contains(silent + "-1.0.0");
    }
  }

  private static void onesThatSpeakOddly(StatusDocument status) {
    assertThat(status.handler("Test.Turncoat").extensionMessage()).isEqualTo("not done after all");
    assertThat(status.handler("Test.Marked").hasSucceeded(0)).isTrue();
    assertThat(status.handler("Test.NoUtf8").hasSucceeded(0)).isTrue();
    assertThat(status.handler("Test.NoUtf8").extensionMessage()).startsWith("no ").endsWith("text");
    assertThat(status.handler("Test.Half").extensionCode()).isEqualTo(1012);
    assertThat(status.handler("Test.Half").extensionMessage())
        .startsWith("The status reported by the extension Test.Half-1.0.0(Sequence number 0)");
    assertThat(status.handler("Test.Object").extensionCode()).isEqualTo(1012);
    assertThat(status.handler("Test.Object").extensionMessage())
        .startsWith("Could not get a valid status from the extension Test.Object-1.0.0");
  }

  @Test
  @Tag("D33")
  void aStatusOfFiveMegabytesLeavesRoomForTheOthers() {
    publish(
        List.of(
            odd("Test.Large", LARGE).extension(),
            odd("Test.Many", MANY).extension(),
            scene.handler(GOOD).extension()));

    StatusDocument status =
        scene
            .host()
            .awaitStatus(
                s ->
                    s.handler(GOOD).hasSucceeded(0)
                        && hasSpoken(s.handler("Test.Large"))
                        && hasSpoken(s.handler("Test.Many")),
                Scene.PATIENCE);

    for (String name : List.of("Test.Large", "Test.Many")) {
      assertThat(scene.lib(name + "-1.0.0", "status", "0.status").toFile().length())
          .isGreaterThan(4_500_000);
      assertThat(status.handler(name).isReady()).isTrue();
      assertThat(status.handler(name).extensionStatus()).as(name).isEqualTo("success");
    }
    assertThat((long) status.text().length()).isLessThan(LARGEST_REPORT);
    assertThat(scene.agent().process().isAlive()).isTrue();
  }

  private static boolean hasSpoken(HandlerStatus handler) {
    return !handler.extensionStatus().isEmpty()
        && !handler.extensionStatus().equals("transitioning");
  }

  @Test
  @Tag("D31")
  void whatTheyLeaveRunningHoldsNobodyUpAndLivesOn() throws IOException {
    String left = "echo $! > \"" + scene.trace().folder() + "/left.";
    publish(
        List.of(
            odd("Test.Open", "sleep 600 & " + left + "open\"").extension(),
            odd(
                    "Test.Daemon",
                    "setsid sleep 600 < /dev/null > /dev/null 2>&1 & " + left + "daemon\"")
                .extension(),
            odd("Test.Deep", "(setsid sh -c 'sleep 600; :' & " + left + "deep\") &").extension(),
            odd("Test.Flood", "head -c 104857600 /dev/zero | tr '\\0' x; echo said >&2; echo over")
                .extension(),
            scene.handler(GOOD).extension()));
    scene.host().awaitStatus(s -> succeeded(s, 5), Scene.PATIENCE);
    List<ProcessHandle> children = left();
    try {
      assertThat(children).hasSize(3).allMatch(ProcessHandle::isAlive);
      scene.agent().stop();
      assertThat(children).as("after a stop").allMatch(ProcessHandle::isAlive);
      scene.agent().start();
      scene.trace().await(15, Scene.PATIENCE);
      children.forEach(child -> assertThat(child.isAlive()).as("after a start").isTrue());
      assertThat(logOf("Test.Flood")).isLessThan(LARGEST_LOG);
      Pause.until("100 MB are not kept", Scene.PATIENCE, () -> sizeOfState() < LARGEST_LOG);
    } finally {
      left().forEach(OddHandlersTest::end);
    }
  }

  @Test
  @Tag("D31")
  void commandsThatCanNotBeRunAreToldAsFailures() {
    ShellHandler crlf = scene.handler("Test.Crlf");
    Map<String, String> files = new HashMap<>(crlf.files());
    files.computeIfPresent(ShellHandler.SCRIPT, (name, text) -> text.replace("\n", "\r\n"));
    ShellHandler gone = scene.handler("Test.Gone");
    Map<String, String> rest = new HashMap<>(gone.files());
    rest.remove(ShellHandler.SCRIPT);
    rest.put("bin/other", "");
    ShellHandler noDisable = scene.handler("Test.NoDisable");
    for (String command : List.of("disableCommand", "uninstallCommand", "updateCommand")) {
      noDisable = noDisable.with(command, new JsonPrimitive(""));
    }
    ShellHandler bytes =
        scene.handler("Test.Bytes").on("install", "printf 'a\\377b\\000c'; exit 4");
    publish(
        List.of(
            crlf.extension(ExtensionPackage.files(files)),
            gone.extension(ExtensionPackage.files(rest)),
            noDisable.extension(),
            bytes.extension(),
            scene.handler(GOOD).extension()));

    StatusDocument status = scene.awaitSuccess(GOOD, 0);
    assertThat(status.handler("Test.NoDisable").hasSucceeded(0)).isTrue();
    failed(status);

    scene.host().publish(GoalState.of(noDisable.extension().uninstall()));
    scene
        .host()
        .awaitStatus(
            s -> !s.handler("Test.NoDisable").isPresent() && s.goalStateSucceeded(),
            Scene.PATIENCE);
    assertThat(scene.lib("Test.NoDisable-1.0.0")).doesNotExist();
  }

  private static void failed(StatusDocument status) {
    for (String name : List.of("Test.Crlf", "Test.Gone", "Test.Bytes")) {
      HandlerStatus handler = status.handler(name);
      assertThat(handler.status()).as(name).isEqualTo("NotReady");
      assertThat(handler.code()).as(name).isEqualTo(1007);
      assertThat(handler.message()).as(name).contains("Non-zero exit code").contains("install");
    }
    assertThat(status.handler("Test.Bytes").message()).contains("[stdout]\na");
  }

  private static boolean succeeded(StatusDocument status, int count) {
    return status.goalStateSucceeded()
        && status.handlers().stream().filter(h -> h.hasSucceeded(0)).count() == count;
  }

  private ShellHandler odd(String name, String enable) {
    return scene.handler(name).on("enable", enable);
  }

  private static String says(String status, String message, String number) {
    return SAYS.formatted(status, message, number);
  }

  /** With the mark that some editors put before a text. */
  private static String marked() {
    return "{ printf '\\357\\273\\277'; cat status/$seq.status; } > status/next;"
        + " mv status/next status/$seq.status\n";
  }

  private void publish(List<Extension> extensions) {
    scene
        .host()
        .publish(
            GoalState.of(extensions.stream().map(e -> e.settings("{}")).toArray(Extension[]::new)));
    scene.agent().start();
  }

  private List<ProcessHandle> left() {
    List<ProcessHandle> left = new ArrayList<>();
    for (String name : List.of("left.open", "left.daemon", "left.deep")) {
      String pid = scene.trace().text(name).strip();
      if (!pid.isEmpty()) {
        ProcessHandle.of(Long.parseLong(pid)).ifPresent(left::add);
      }
    }
    return left;
  }

  private static void end(ProcessHandle process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private long logOf(String name) throws IOException {
    return Files.size(scene.agent().extensionLogs().resolve(name).resolve("CommandExecution.log"));
  }

  private long sizeOfState() {
    try (Stream<Path> files = Files.walk(scene.lib())) {
      return files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
    } catch (IOException | UncheckedIOException changing) {
      return Long.MAX_VALUE;
    }
  }
}
