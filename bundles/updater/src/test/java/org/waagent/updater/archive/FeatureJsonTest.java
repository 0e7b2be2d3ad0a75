// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureJsonTest {
  private static final String FEATURE =
      """
      {'feature-resource-version': '1.0', 'id': 'com.acme:motd:json:acme-motd:1.2.0',
       'name': 'Motd', 'description': 'Greets.',
       'bundles': [
         {'id': 'com.acme:late:2', 'bundleStartLevel': 21, 'symbolicName': 'late', 'version': '2.0.0'},
         {'id': 'com.acme:early:jar:x:1', 'bundleStartLevel': 9, 'symbolicName': 'early',
          'version': '1.0.0.q'}],
       'extensions': {
         'waagent': {'kind': 'mandatory', 'json': {
           'feature': 'partner', 'agent': '[3.0,4)', 'api': {'org.waagent.plugin': '[1.2,2)'},
           'java': '[17,26)', 'os': ['linux'],
           'uses': {'ports': ['org.waagent.os.Files'], 'read': ['/etc/acme/**'], 'write': ['/tmp/a'],
             'programs': ['ip'], 'hosts': ['acme.example'], 'pids': ['org.waagent.acme'],
             'direct': true}}}}}
      """;

  private static final Map<String, String> DIGESTS =
      Map.of("bundles/late-2.jar", "aa", "bundles/early-1-x.jar", "bb");

  private static Feature read(String json) throws BadArchive {
    return new FeatureJson(DIGESTS).read(json.replace('\'', '"').getBytes(UTF_8));
  }

  @Test
  void readsAllOfIt() throws Exception {
    Feature feature = read(FEATURE);

    assertThat(feature.name()).isEqualTo("acme-motd");
    assertThat(feature.version()).hasToString("1.2.0");
    assertThat(feature.title()).isEqualTo("Motd");
    assertThat(feature.kind()).isEqualTo(Feature.Kind.PARTNER);
    assertThat(feature.bundles())
        .extracting(bundle -> bundle.symbolicName() + " " + bundle.file() + " " + bundle.sha256())
        .containsExactly("early early-1-x.jar bb", "late late-2.jar aa");
    assertThat(feature.ranges().agent().orElseThrow()).hasToString("[3.0.0,4.0.0)");
    assertThat(feature.ranges().api()).containsOnlyKeys("org.waagent.plugin");
    assertThat(feature.ranges().os()).containsExactly("linux");
    assertThat(feature.uses().ports()).containsExactly("org.waagent.os.Files");
    assertThat(feature.uses().read()).containsExactly("/etc/acme/**");
    assertThat(feature.uses().write()).containsExactly("/tmp/a");
    assertThat(feature.uses().programs()).containsExactly("ip");
    assertThat(feature.uses().hosts()).containsExactly("acme.example");
    assertThat(feature.uses().pids()).containsExactly("org.waagent.acme");
    assertThat(feature.uses().direct()).isEqualTo(Uses.Direct.YES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          :json:acme            | :xml:acme          | $.id must be group:artifact:json:name:version
          :acme-motd:           | :../motd:          | $.id must be group:artifact:json:name:version
          motd:1.2.0            | motd:x             | $.id ends with no version
          com.acme:late:2       | late               | $.bundles[0].id must be group:artifact
          com.acme:late:2       | com.acme:gone:2    | $.bundles[0].id is not in the archive: bundles/gone-2.jar
          com.acme:late:2       | com.acme:../x:2    | $.bundles[0].id gives no good name of a file
          'late'                | 'early'            | $.bundles[1] is a bundle that comes twice
          'symbolicName': 'late' | 'x': 1            | $.bundles[0].symbolicName is missing
          : 'late'              | : 'la te'          | $.bundles[0].symbolicName must be a symbolic name
          : 'late'              | : 7                | $.bundles[0].symbolicName must be a text
          : 21                  | : 0                | $.bundles[0].bundleStartLevel must be a number from 1
          : 21                  | : 2.5              | $.bundles[0].bundleStartLevel must be a whole number
          '2.0.0'               | 'two'              | $.bundles[0].version must be a version of OSGi
          'partner'             | 'friend'           | .json.feature must be agent or partner
          'feature': 'partner', | 'x': 1,            | .json.x is not known
          'agent': '[3.0,4)',   | ``                 | agent is missing
          '[3.0,4)'             | '[3.0,'            | .json.agent must be a range of versions
          'hosts'               | 'devices'          | .json.uses.devices is not known
          '/etc/acme/**'        | 'etc/acme'         | .json.uses.read must have full paths
          '/etc/acme/**'        | '/etc/../x'        | .json.uses.read must have full paths
          ['linux']             | 'linux'            | .json.os must be a list
          true                  | 'yes'              | .json.uses.direct must be true or false
          'extensions'          | 'extension'        | $.extensions is missing
          'name': 'Motd'        | name: 'Motd'       | is no JSON
          """)
  void whatIsWrongIsNamedWithItsPlace(String from, String to, String why) {
    assertThat(FEATURE).contains(from);
    assertThatThrownBy(() -> read(FEATURE.replace(from, to)))
        .isInstanceOf(BadArchive.class)
        .hasMessageStartingWith("feature.json")
        .hasMessageContaining(why)
        .matches(e -> ((BadArchive) e).check() == Check.FEATURE);
  }

  @Test
  void aBundleNobodyNamesIsRefused() {
    byte[] json = FEATURE.replace('\'', '"').getBytes(UTF_8);
    Map<String, String> more =
        Map.of("bundles/late-2.jar", "a", "bundles/early-1-x.jar", "b", "bundles/odd.jar", "c");

    assertThatThrownBy(() -> new FeatureJson(more).read(json))
        .hasMessageContaining("does not name bundles/odd.jar, which is in the archive");
  }

  @Test
  void textAfterTheDocumentIsRefused() {
    assertThatThrownBy(() -> read(FEATURE + "{}")).isInstanceOf(BadArchive.class);
  }
}
