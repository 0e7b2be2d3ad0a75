// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.waagent.machine.TestConsole;

class TimelineVerbTest {
  private final TestConsole console = TestConsole.ofDaemon();
  private final List<Span> spans = new ArrayList<>();

  private static Duration millis(long count) {
    return Duration.ofMillis(count);
  }

  private void span(String name, long begin, long end, Result result, long programs) {
    spans.add(
        new Span(
            "provisioning",
            name,
            millis(begin),
            Optional.of(millis(end)),
            result,
            programs == 0 ? Optional.empty() : Optional.of(millis(programs))));
  }

  private Start start(String id) {
    return new Start(
        id, "boot", Instant.parse("2026-01-02T03:04:05Z"), millis(90_000_000), spans, 0);
  }

  private int run(String... words) throws IOException {
    return new TimelineVerb(() -> List.of(start("new"), start("first")))
        .run(List.of(words), console);
  }

  private String out() {
    return String.join("\n", console.answer());
  }

  @Test
  void tellsInLinesWhenEachStepBeganAndWhatItTook() throws Exception {
    span("create account", 1250, 1400, Result.DONE, 100);
    span("set host name", 1400, 1401, Result.FAILED, 0);
    assertThat(run()).isZero();
    assertThat(out().lines().skip(2))
        .containsExactly(
            "      1250.0      150.0      100.0  done        provisioning: create account",
            "      1400.0        1.0             failed      provisioning: set host name");
  }

  @Test
  void tellsTheSameAsJson() throws Exception {
    span("create account", 1250, 1400, Result.DONE, 100);
    assertThat(run("--json", "--boot")).isZero();
    JsonObject json = JsonParser.parseString(out()).getAsJsonObject();
    assertThat(json.get("start").getAsString()).isEqualTo("first");
    JsonObject span = json.getAsJsonArray("spans").get(0).getAsJsonObject();
    assertThat(span.get("beginMs").getAsDouble()).isEqualTo(1250.0);
    assertThat(span.get("tookMs").getAsDouble()).isEqualTo(150.0);
    assertThat(span.get("programsMs").getAsDouble()).isEqualTo(100.0);
    assertThat(span.get("outcome").getAsString()).isEqualTo("done");
  }

  @Test
  void drawsEachStepInItsPlaceWithItsWordsAndNothingOfLaterDays() throws Exception {
    span("write <a&b> \u0001", 0, 500, Result.DONE, 250);
    span("fails", 500, 1000, Result.FAILED, 0);
    span("a day later", 80_000_000, 80_000_100, Result.DONE, 0);
    assertThat(run("--svg")).isZero();
    Document svg = parsed(out());
    List<Element> bars = elements(svg, "g");
    assertThat(bars).hasSize(2);
    assertThat(bars.get(0).getTextContent()).contains("provisioning: write <a&b> ? (500.0 ms)");
    assertThat(bars.get(1).getTextContent()).contains("fails (500.0 ms, failed)");
    Element whole = (Element) bars.get(0).getElementsByTagName("rect").item(0);
    Element programs = (Element) bars.get(0).getElementsByTagName("rect").item(1);
    assertThat(number(whole, "width")).isEqualTo(576.0);
    assertThat(programs.getAttribute("class")).isEqualTo("programs");
    assertThat(number(programs, "width")).isEqualTo(288.0);
    assertThat(out()).contains("1 more came later").contains("1000 ms").contains("role=\"img\"");
  }

  @Test
  void staysInsideTheDrawingHoweverLongTheNames() throws Exception {
    span("n".repeat(150), 900, 1000, Result.LATER, 0);
    span("n".repeat(150), 0, 1000, Result.DONE, 0);
    run("--svg");
    for (Element rect : elements(parsed(out()), "rect")) {
      if (!rect.getAttribute("x").isEmpty()) {
        assertThat(number(rect, "x") + number(rect, "width")).isLessThanOrEqualTo(1200);
      }
    }
  }

  @Test
  void refusesWordsItDoesNotKnow() throws Exception {
    assertThat(run("--png")).isEqualTo(2);
    assertThat(run("--json", "--svg")).isEqualTo(2);
  }

  @Test
  void saysSoWhereNothingWasRecorded() throws Exception {
    assertThat(new TimelineVerb(List::of).run(List.of(), console)).isEqualTo(1);
    assertThat(console.lines()).containsExactly("! no agent has left a timeline");
  }

  private static Document parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  private static double number(Element element, String name) {
    return Double.parseDouble(element.getAttribute(name));
  }

  private static List<Element> elements(Document document, String name) {
    NodeList found = document.getElementsByTagName(name);
    List<Element> all = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      all.add((Element) found.item(i));
    }
    return all;
  }
}
