// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waagent.goalstate.BlobUrl;
import org.waagent.goalstate.FlexibleVersion;

class FeedJsonTest {
  private static final URI SOURCE = URI.create("https://feed.test/agents/feed.json?sig=secret");
  private static final String DIGEST = "AB".repeat(32);

  /** A good feed; tests spoil it by replacing a part. */
  private static final String GOOD =
      """
      {"feed": 1, "later": [], "families": [
        {"name": "Test", "versions": []},
        {"name": "Prod", "versions": [
          {"feature": "standard", "version": "3.1.0", "kind": "hotfix", "sha256": "DIGEST",
           "size": 17, "uris": ["standard-3.1.0.zip", "http://127.0.0.1:8080/a.zip?x=1"]},
          {"feature": "report-ready", "version": "3.1.0", "sha256": "DIGEST", "size": null,
           "uris": ["https://other.test/r.zip"]}]}]}
      """
          .replace("DIGEST", DIGEST);

  @Test
  void readsFamiliesWithTheirVersions() throws BadFeed {
    Feed feed = read(GOOD);
    assertThat(feed.family("Test")).hasValueSatisfying(list -> assertThat(list).isEmpty());
    assertThat(feed.family("Canary")).isEmpty();
    Release release = feed.find("Prod", "standard", FlexibleVersion.of("3.1.0.0")).orElseThrow();
    assertThat(release.kind()).contains(Release.Kind.HOTFIX);
    assertThat(release.sha256()).isEqualTo("ab".repeat(32));
    assertThat(release.size()).isEqualTo(OptionalLong.of(17));
    assertThat(release.locations())
        .containsExactly(
            new BlobUrl("https://feed.test/agents/standard-3.1.0.zip"),
            new BlobUrl("http://127.0.0.1:8080/a.zip?x=1"));
    Release other = feed.find("Prod", "report-ready", FlexibleVersion.of("3.1")).orElseThrow();
    assertThat(other.kind()).isEqualTo(Optional.empty());
    assertThat(other.size()).isEmpty();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"feed\": 1                    | \"feed\": 2          | not a feed of version 1",
        "\"feed\": 1                    | \"feed\": 1e99999999 | feed.feed is no whole number",
        "\"feed\": 1,                   | ``                   | feed has no feed",
        "\"families\": [                | \"families\": 7, \"x\": [ | feed.families is no list",
        "\"Test\"                       | \"Prod\"             | feed.families[1] is the second",
        "\"Test\"                       | \"../etc\"           | feed.families[0].name has not the form",
        "\"Test\"                       | {}                   | feed.families[0].name is no text",
        "\"version\": \"3.1.0\"         | \"version\": 3       | versions[0].version is no text",
        "\"version\": \"3.1.0\"         | \"version\": \"v3\"  | versions[0].version has not",
        "\"version\": \"3.1.0\"         | \"version\": \"3..1\" | versions[0].version is no version",
        "\"version\": \"3.1.0\"         | \"version\": \"9999999999999999999.1\" | is no version",
        "\"report-ready\"               | \"standard\"         | versions[1] is the second",
        "\"feature\": \"standard\"      | \"feature\": \"../x\" | feature has not the form",
        "\"hotfix\"                     | \"urgent\"           | neither regular nor hotfix",
        "\"size\": 17                   | \"size\": 0          | size is no whole number",
        "\"size\": 17                   | \"size\": 268435457  | size is no whole number",
        "\"size\": 17                   | \"size\": \"17\"     | size is no whole number",
        "https://other.test/r.zip       | file:///etc/passwd   | uris[0] is no address of a web",
        "https://other.test/r.zip       | https://u:p@x.test/r | uris[0] is no address of a web",
        "https://other.test/r.zip       | jar:https://x.test/r | uris[0] is no address of a web",
        "https://other.test/r.zip       | https://x.test/ r    | uris[0] is no address",
        "[\"https://other.test/r.zip\"] | []                   | uris has 0 entries",
        "[\"https://other.test/r.zip\"] | null                 | versions[1] has no uris",
        "]}]}]}                         | ]}]}]} x             | no JSON at line 7",
        "]}]}]}                         | ]}]}                 | no JSON at line 8",
      })
  void namesThePlaceThatMakesNoSense(String part, String other, String why) {
    assertThat(GOOD).contains(part);
    assertThatThrownBy(() -> read(GOOD.replace(part, other)))
        .isInstanceOf(BadFeed.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("secret");
  }

  @Test
  void aDigestThatIsNoneIsRefused() {
    assertThatThrownBy(() -> read(GOOD.replace(DIGEST, "00")))
        .isInstanceOf(BadFeed.class)
        .hasMessageContaining("sha256 has not the form");
  }

  @Test
  void isBoundedInSizeCountAndDepth() {
    assertThatThrownBy(() -> read(" ".repeat(FeedJson.MOST_BYTES) + GOOD))
        .isInstanceOf(BadFeed.class);
    assertThatThrownBy(() -> read("{\"feed\":1,\"families\":" + "[".repeat(100_000)))
        .isInstanceOf(BadFeed.class);
    String family = "{\"name\":\"f%d\",\"versions\":[]},";
    StringBuilder many = new StringBuilder("{\"feed\":1,\"families\":[");
    for (int i = 0; i < 101; i++) {
      many.append(family.formatted(i));
    }
    many.setLength(many.length() - 1);
    assertThatThrownBy(() -> read(many + "]}"))
        .isInstanceOf(BadFeed.class)
        .hasMessageContaining("101 entries");
  }

  private static Feed read(String text) throws BadFeed {
    return FeedJson.read(text.getBytes(UTF_8), SOURCE);
  }
}
