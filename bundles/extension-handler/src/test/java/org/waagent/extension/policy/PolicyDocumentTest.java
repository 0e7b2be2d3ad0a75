// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.extension.handler.MalformedJson;
import org.waagent.goalstate.HandlerName;

/** What a policy file may say, and how an error in it is told. */
@Tag("D39")
class PolicyDocumentTest {
  private static final HandlerName NAMED = new HandlerName("Acme.Web");
  private static final HandlerName OTHER = new HandlerName("Acme.Other");

  private static ExtensionPolicy policies(String members) throws MalformedJson {
    return PolicyDocument.parse(
        "{\"policyVersion\": \"0.1.0\", \"extensionPolicies\": {" + members + "}}");
  }

  @Test
  void allowsEverythingWhereNothingIsSaid() throws Exception {
    ExtensionPolicy policy = PolicyDocument.parse("\uFEFF{\"policyVersion\": \"0.0.1\"}");
    assertThat(policy.allows(NAMED)).isTrue();
    assertThat(policy.requiresSignature(NAMED)).isFalse();
  }

  @Test
  void findsExtensionsWhateverTheirCase() throws Exception {
    ExtensionPolicy policy =
        policies("\"allowListedExtensionsOnly\": true, \"extensions\": {\"aCME.wEB\": {}}");
    assertThat(policy.allows(NAMED)).isTrue();
    assertThat(policy.allows(OTHER)).isFalse();
  }

  @Test
  void letsTheRuleOfAnExtensionWin() throws Exception {
    ExtensionPolicy policy =
        policies(
            """
            "signatureRequired": true,
            "extensions": {"Acme.Web": {"signatureRequired": false, "runtimePolicy": {"a": [1, null]}},
                           "Acme.Third": {"runtimePolicy": null}}
            """);
    assertThat(policy.requiresSignature(NAMED)).isFalse();
    assertThat(policy.requiresSignature(OTHER)).isTrue();
    assertThat(policy.requiresSignature(new HandlerName("acme.third"))).isTrue();
    assertThat(policy.allows(OTHER)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.1", "0.1.0", "0.0.99", "00.01.0"})
  void takesVersionsItKnows(String version) throws Exception {
    PolicyDocument.parse("{\"policyVersion\": \"" + version + "\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "0.2", "0.1.1", "0.1.0.0", "a", "0.", ".1", "-1", " 0.1", "99999999999"})
  void refusesOtherVersions(String version) {
    assertThatThrownBy(() -> PolicyDocument.parse("{\"policyVersion\": \"" + version + "\"}"))
        .isInstanceOf(MalformedJson.class)
        .hasMessageContaining("'" + version + "'")
        .hasMessageContaining("at $.policyVersion");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                                                        | it must be an object and not BEGIN_ARRAY at $
          {}                                                        | attribute 'policyVersion' is missing at $
          {"policyVersion": 1}                                      | at $.policyVersion
          {"policyVersion": null}                                   | at $.policyVersion
          {"policyVersion": "0.1.0", "x": 1}                        | attribute 'x' is not known at $.x
          {"policyVersion": "0.1.0", "policyVersion": "0.1.0"}      | comes twice
          {"policyVersion": "0.1.0", "extensionPolicies": []}       | at $.extensionPolicies
          {"policyVersion": "0.1.0"} {}                             | $
          {"policyVersion": "0.1.0",}                               | line 1
          {'policyVersion': "0.1.0"}                                | line 1
          `{"policyVersion": "0.1.0"`                               | line 1
          """)
  void tellsWhereAFileIsWrong(String text, String place) {
    assertThatThrownBy(() -> PolicyDocument.parse(text))
        .isInstanceOf(MalformedJson.class)
        .hasMessageContaining(place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "allowListedExtensionsOnly": "true"                    | $.extensionPolicies.allowListedExtensionsOnly
          "signatureRequired": null                              | $.extensionPolicies.signatureRequired
          "extensions": ["a"]                                    | $.extensionPolicies.extensions
          "extensions": {"A.B": true}                            | $.extensionPolicies.extensions.A.B
          "extensions": {"A.B": {"signatureRequired": 1}}        | $.extensionPolicies.extensions.A.B.signatureRequired
          "extensions": {"A.B": {"allowed": true}}               | $.extensionPolicies.extensions.A.B.allowed
          "extensions": {"A.B": {}, "a.b": {}}                   | comes twice
          "unknown": {}                                          | $.extensionPolicies.unknown
          """)
  void tellsWhichRuleIsWrong(String members, String place) {
    assertThatThrownBy(() -> policies(members))
        .isInstanceOf(MalformedJson.class)
        .hasMessageContaining(place);
  }

  @Test
  void refusesWhatIsNestedTooDeep() {
    String deep = "[".repeat(100_000);
    assertThatThrownBy(
            () -> policies("\"extensions\": {\"A.B\": {\"runtimePolicy\": " + deep + "}}"))
        .isInstanceOf(MalformedJson.class);
  }
}
