// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.gson.JsonParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.goalstate.Incarnation;
import org.waagent.goalstate.RemoteAccess;
import org.waagent.wire.xml.XmlException;

/** A secret shows in nothing that is kept or told, whole document or damaged one. */
class SecretsTest {
  private static final String MARKER = "MIIMarkerOfASecretZ9";
  private static final int TIMES = 2000;

  private static List<String> told(String name, String text) {
    List<String> told = new ArrayList<>();
    try {
      switch (name) {
        case "ExtensionsConfig.xml" -> {
          var config = ExtensionsConfig.read(text, new Incarnation("1"), told::add);
          told.add(config.redacted());
          told.add(config.toString());
        }
        case "VmSettings.json" -> {
          VmSettings settings = VmSettings.read(text, "1", told::add);
          told.add(settings.redacted());
          told.add(settings.toString());
        }
        default -> {
          RemoteAccess access = RemoteAccesses.read(text, told::add);
          told.add(Redacted.remoteAccess(text));
          told.add(access.toString());
        }
      }
    } catch (XmlException | JsonParseException e) {
      for (Throwable t = e; t != null; t = t.getCause()) {
        told.add(t.toString());
      }
      told.add(Redacted.unread(name, e.getMessage(), text));
    }
    return told;
  }

  private static String document(String name) {
    String text =
        switch (name) {
          case "ExtensionsConfig.xml" -> Documents.EXTENSIONS_CONFIG;
          case "VmSettings.json" -> Documents.VM_SETTINGS;
          default -> Documents.REMOTE_ACCESS;
        };
    return text.replace("@", MARKER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ExtensionsConfig.xml", "VmSettings.json", "RemoteAccess.xml"})
  void showInNothingOfAWholeDocument(String name) {
    List<String> told = told(name, document(name));
    assertThat(told).noneMatch(text -> text.contains(MARKER)).anyMatch(t -> t.contains("***"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ExtensionsConfig.xml", "VmSettings.json", "RemoteAccess.xml"})
  void showInNothingOfADamagedDocument(String name) {
    Random random = Seed.random(name);
    Mutation mutation = new Mutation(random);
    String whole = document(name);
    for (int i = 0; i < TIMES; i++) {
      String text =
          random.nextInt(4) == 0
              ? whole.substring(0, random.nextInt(whole.length()))
              : mutation.flip(whole);
      for (String told : told(name, text)) {
        assertThat(told).as("of " + text).doesNotContain(MARKER);
      }
    }
  }

  @Test
  void hideQueriesHoweverTheyAreSpelled() {
    for (String text :
        new String[] {
          "see https://a/b?sv=1&sig=@ there",
          "see https://a/b?sv=1&amp;SIG=@ there",
          "see https:\\/\\/a\\/b?x\\u0026sig=@ there",
          "see https%3A%2F%2Fa%2Fb%3Fsig%3D@ there",
          "see a/b sig=@ there",
          "see \u0130\u0130\u0130 https://a/b?any=@ there",
          "see password=@ there",
          "see HTTPS://a/b?any=@ there",
          "see https://a https://a/b?any=@ there"
        }) {
      assertThat(Queries.hide(text.replace("@", MARKER)))
          .as(text)
          .doesNotContain(MARKER)
          .startsWith("see ")
          .endsWith(" there");
    }
    assertThat(Queries.hide("is it https://a/b ?")).isEqualTo("is it https://a/b ?");
  }

  @Test
  void showInNoCauseOfAFailure() {
    List<String> told = told("VmSettings.json", "{\"a\":{\"https://f/1?sig=" + MARKER + "\"]}");
    assertThat(told).isNotEmpty().noneMatch(text -> text.contains(MARKER));
  }

  @Test
  void takeNoTimeWorthTellingToHide() {
    for (String part : new String[] {"://", "%3a%2f%2f", "://a ", "sig=", "http://a?b "}) {
      String text = part.repeat(1_000_000 / part.length());
      assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Queries.hide(text));
    }
  }

  @Test
  void keepWhatTheHistoryIsReadFor() {
    String redacted = told("VmSettings.json", document("VmSettings.json")).get(0);
    assertThat(redacted).contains("A.One", "1.0.8.159", "\"onHold\":true", "https://l?");
    assertThat(Redacted.unread("x", "broken", "<Plugin name=\"A.One\" version=\"1.0\""))
        .contains("broken", "<Plugin name=\"*\" version=\"1.0\"");
  }
}
