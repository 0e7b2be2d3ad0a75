// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.goalstate.HandlerName;

/** Manifests as they occur in the field. */
class HandlerManifestTest {
  private static final HandlerFolder FOLDER =
      new HandlerFolder(Path.of("/lib"), new HandlerName("Acme.Web"), "1.0");

  private static HandlerManifest parse(String body) throws MalformedJson {
    return HandlerManifest.parse("[{\"handlerManifest\": {" + body + "}}]");
  }

  @ParameterizedTest
  @CsvSource({
    "true,true",
    "\"true\",true",
    "\"True\",true",
    "\"false\",false",
    "1,false",
    "\"yes\",false",
    "null,false",
    "false,false",
    "[],false"
  })
  void readsBooleansThatAreText(String written, boolean meant) throws MalformedJson {
    HandlerManifest manifest = parse("\"supportsMultipleExtensions\": " + written);
    assertThat(manifest.multipleExtensions()).isEqualTo(meant);
    boolean odd = !written.equals("true") && !written.equals("false") && !written.equals("null");
    assertThat(manifest.oddBooleans()).hasSize(odd ? 1 : 0);
  }

  @Test
  void hasTheDefaultsOfTheContract() throws MalformedJson {
    HandlerManifest manifest = parse("");
    assertThat(manifest.reportsHeartbeat()).isFalse();
    assertThat(manifest.continuesOnUpdateFailure()).isFalse();
    assertThat(manifest.installsOnUpdate()).isTrue();
    assertThat(manifest.line(CommandKind.INSTALL, FOLDER)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "UpdateWithInstall,true",
    "updatewithinstall,true",
    "UpdateWithoutInstall,false",
    "other,false"
  })
  void readsTheUpdateMode(String mode, boolean installs) throws MalformedJson {
    assertThat(parse("\"updateMode\": \"" + mode + "\"").installsOnUpdate()).isEqualTo(installs);
  }

  @Test
  void putsTheFolderBeforeACommand() throws MalformedJson {
    HandlerManifest manifest = parse("\"enableCommand\": \"//bin/x.sh -a 'b c'\"");
    assertThat(manifest.line(CommandKind.ENABLE, FOLDER))
        .contains("/lib/Acme.Web-1.0/bin/x.sh -a 'b c'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{}", "[{}]", "[1]", "null", "[{\"handlerManifest\": []}]", "{"})
  void refusesWhatIsNoManifest(String text) {
    assertThatThrownBy(() -> HandlerManifest.parse(text)).isInstanceOf(MalformedJson.class);
  }

  @Test
  void takesABareObjectToo() throws MalformedJson {
    String text = "{\"handlerManifest\": {\"reportHeartbeat\": true}}";
    assertThat(HandlerManifest.parse(text).reportsHeartbeat()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"valid_manifest.json", "manifest_boolean_fields_strings.json"})
  void readsRealManifests(String name) throws IOException {
    String samples = System.getProperty("waagent.samples");
    assumeTrue(samples != null, "waagent.samples is not set");
    HandlerManifest manifest =
        HandlerManifest.parse(Files.readString(Path.of(samples, "extension", name)));
    assertThat(manifest.reportsHeartbeat()).isTrue();
    assertThat(manifest.continuesOnUpdateFailure()).isTrue();
    assertThat(manifest.multipleExtensions()).isTrue();
    assertThat(manifest.commands()).hasSize(5);
  }
}
