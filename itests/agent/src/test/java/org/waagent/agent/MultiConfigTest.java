// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.HandlerStatus;
import org.waagent.azurehost.HostOptions;
import org.waagent.azurehost.Settings;
import org.waagent.azurehost.StatusDocument;

/** Several configurations of one handler beside an ordinary extension, through both channels. */
final class MultiConfigTest {
  private static final String MANY = "Test.Many";
  private static final String ONE = "Test.One";
  private static final String OLD = MANY + "-1.0.0 ";
  private static final String NEW = MANY + "-2.0.0 ";
  private static final String CODES =
      "AZURE_GUEST_AGENT_DISABLE_CMD_EXIT_CODES_MULTIPLE_EXTENSIONS";

  @RegisterExtension private final Scene scene = new Scene(HostOptions.defaults().withVmSettings());

  private final List<String> seen = new ArrayList<>();
  private boolean fastTrack;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Tag("D42")
  @Tag("V6")
  void liveSideBySideFromInstallToUninstall(boolean fast) throws IOException {
    fastTrack = fast;
    ShellHandler handler = many().on("disable", "[ \"$seq\" = two.2 ] && exit 3");
    Extension one = scene.handler(ONE).extension().settings("{}");
    Extension three =
        handler
            .extension()
            .config("one", number(0))
            .config("two", number(0))
            .config("six", number(0));
    publish(three, one);
    scene.agent().start();
    await(3, 0, "one 0", "two 0", "six 0");
    assertThat(fresh(MANY))
        .startsWith(OLD + "install one.0")
        .containsOnly(
            OLD + "install one.0", OLD + "enable one.0", OLD + "enable two.0", OLD + "enable six.0")
        .hasSize(4);
    assertThat(fresh(ONE)).containsExactly(ONE + "-1.0.0 install 0", ONE + "-1.0.0 enable 0");

    Extension removed =
        handler.extension().config("one", number(1).disabled()).config("two", number(1));
    publish(removed.config("six", number(0)), one.sequenceNumber(1));
    await(2, 1, "two 1", "six 0");
    assertThat(fresh(MANY))
        .containsExactlyInAnyOrder(
            OLD + "disable one.1", OLD + "enable two.1", OLD + "enable six.0");
    assertThat(files(MANY + "-1.0.0")).noneMatch(name -> name.startsWith("one."));
    assertThat(files(MANY + "-1.0.0"))
        .contains("two.HandlerState", "six.0.settings", "two.1.status");

    update(handler, one);
    publish(handler.version("2.0.0").extension().uninstall(), one.sequenceNumber(2));
    scene
        .host()
        .awaitStatus(s -> !s.handler(MANY).isPresent() && s.goalStateSucceeded(), Scene.PATIENCE);
    assertThat(fresh(MANY)).last().asString().startsWith(NEW + "uninstall");
    assertThat(scene.agent().libNames()).noneMatch(name -> name.startsWith(MANY));
    assertThat(scene.host().lastStatus().orElseThrow().handler(ONE).hasSucceeded(2)).isTrue();
  }

  private void update(ShellHandler handler, Extension one) {
    ShellHandler next =
        many().version("2.0.0").with("continueOnUpdateFailure", new JsonPrimitive(true));
    fresh(ONE);
    publish(
        next.extension()
            .publishing("1.0.0", handler.zip())
            .config("two", number(2))
            .config("six", number(0)),
        one.sequenceNumber(2));
    StatusDocument status = await(2, 2, "two 2", "six 0");

    assertThat(status.handler(MANY, "two").version()).isEqualTo("2.0.0");
    List<String> commands = fresh(MANY);
    assertThat(commands.subList(0, 2))
        .containsExactlyInAnyOrder(OLD + "disable two.2", OLD + "disable six.0");
    assertThat(commands.subList(2, 5))
        .containsExactly(NEW + "update two.2", OLD + "uninstall two.2", NEW + "install two.2");
    assertThat(commands.subList(5, 7))
        .containsExactlyInAnyOrder(NEW + "enable two.2", NEW + "enable six.0");
    assertThat(scene.trace().environment(MANY + "-2.0.0", "update"))
        .containsEntry("ConfigExtensionName", "two")
        .containsEntry(
            CODES,
            "[{\"extensionName\": \"two\", \"exitCode\": \"3\"},"
                + " {\"extensionName\": \"six\", \"exitCode\": \"0\"}]")
        .doesNotContainKey("AZURE_GUEST_AGENT_DISABLE_CMD_EXIT_CODE");
    assertThat(fresh(ONE)).containsExactly(ONE + "-1.0.0 enable 2");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Tag("D42")
  @Tag("V6")
  void aFailingOneSpoilsNoOther(boolean fast) {
    fastTrack = fast;
    ShellHandler handler = many().on("enable", "[ \"$ConfigExtensionName\" = bad ] && exit 6");
    publish(
        handler.extension().config("bad", number(0)).config("good", number(4)),
        scene.handler("Test.Single").extension().config("some", number(0)),
        scene.handler(ONE).extension().settings("{}"));
    scene.agent().start();
    StatusDocument status = await(2, 0, "good 4");

    HandlerStatus bad = status.handler(MANY, "bad");
    assertThat(bad.isReady()).as("the handler itself is well").isTrue();
    assertThat(bad.extensionStatus()).isEqualTo("error");
    assertThat(bad.extensionCode()).isEqualTo(1009);
    assertThat(bad.extensionMessage())
        .startsWith("Error processing MultiConfig extension " + MANY + ".bad-1.0.0")
        .contains("Non-zero exit code: 6");
    HandlerStatus single = status.handler("Test.Single");
    assertThat(single.status()).isEqualTo("NotReady");
    assertThat(single.code()).isEqualTo(-1);
    assertThat(scene.trace().commands()).noneMatch(command -> command.startsWith("Test.Single"));
  }

  private ShellHandler many() {
    return scene.handler(MANY).with("supportsMultipleExtensions", new JsonPrimitive("true"));
  }

  private static Settings number(int number) {
    return Settings.of("{}").sequenceNumber(number);
  }

  private void publish(Extension... extensions) {
    GoalState goal = GoalState.of(extensions);
    scene.host().publish(fastTrack ? goal.throughFastTrack() : goal);
  }

  /** Waits until these configurations, and no others, and the ordinary extension are reported. */
  private StatusDocument await(int count, int one, String... configurations) {
    return scene
        .host()
        .awaitStatus(
            s ->
                s.goalStateSucceeded()
                    && s.handler(ONE).hasSucceeded(one)
                    && s.handlers().stream().filter(h -> h.name().equals(MANY)).count() == count
                    && Stream.of(configurations).allMatch(c -> succeeded(s, c)),
            Scene.PATIENCE);
  }

  private static boolean succeeded(StatusDocument status, String configuration) {
    String[] words = configuration.split(" ");
    return status.handler(MANY, words[0]).hasSucceeded(Integer.parseInt(words[1]));
  }

  /** The commands of a handler since this was asked last. */
  private List<String> fresh(String handler) {
    List<String> fresh = new ArrayList<>();
    List<String> all = scene.trace().commands();
    all.stream().filter(c -> c.startsWith(handler + "-")).forEach(fresh::add);
    long before = seen.stream().filter(c -> c.startsWith(handler + "-")).count();
    List<String> result = fresh.subList((int) before, fresh.size());
    seen.addAll(result);
    return List.copyOf(result);
  }

  private List<String> files(String handler) throws IOException {
    List<String> names = new ArrayList<>();
    for (String folder : List.of("config", "status")) {
      try (Stream<Path> files = Files.list(scene.lib(handler, folder))) {
        files.forEach(file -> names.add(file.getFileName().toString()));
      }
    }
    return names;
  }
}
