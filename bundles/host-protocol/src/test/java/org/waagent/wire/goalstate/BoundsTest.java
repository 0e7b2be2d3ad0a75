// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParseException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.waagent.wire.xml.Xml;
import org.waagent.wire.xml.XmlException;

/** Documents that want too much are refused at once and leave nothing behind. */
class BoundsTest {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int MEGABYTE = 1024 * 1024;

  private static void refusedXml(String text, String reason) {
    long began = System.nanoTime();
    assertThatThrownBy(() -> Xml.read("x.xml", text))
        .isInstanceOf(XmlException.class)
        .hasMessageStartingWith("x.xml")
        .hasMessageContaining(reason);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONGEST);
  }

  private static void refusedJson(String text, String reason) {
    long began = System.nanoTime();
    assertThatThrownBy(() -> VmSettings.read(text, "1", w -> {}))
        .isInstanceOf(JsonParseException.class)
        .hasMessageStartingWith("VmSettings.json")
        .hasMessageContaining(reason);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONGEST);
  }

  @Test
  void xmlThatIsTooLargeTooDeepOrTooMany() {
    refusedXml("<a>".repeat(10 * MEGABYTE / 3), "characters");
    refusedXml("<a>".repeat(MEGABYTE), "line 1 column");
    refusedXml("<a " + "b='c' ".repeat(10 * MEGABYTE / 6) + "/>", "characters");
    refusedXml("<a>" + "<b/>".repeat(1_000_000) + "</a>", "elements");
    StringBuilder attributes = new StringBuilder("<a ");
    for (int i = 0; i < 300_000; i++) {
      attributes.append('b').append(i).append("='' ");
    }
    refusedXml(attributes.append("/>").toString(), "");
    String four = "<b c='' d='' e='' f=''/>".repeat(15_000);
    refusedXml("<a>" + four + "</a>", "attributes");
  }

  @Test
  void xmlWithDocumentTypesNulsAndWrongEncodings() {
    StringBuilder laughs = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 'ha'>");
    for (int i = 1; i < 10; i++) {
      String before = "&l" + (i - 1) + ";";
      laughs.append("<!ENTITY l").append(i).append(" '").append(before.repeat(10)).append("'>");
    }
    refusedXml(laughs.append("]><a>&l9;</a>").toString(), "");
    refusedXml("<a>\u0000</a>", "line 1");
    refusedXml("<a>\uFFFF</a>", "line 1");
    byte[] wide = "<a>text</a>".getBytes(StandardCharsets.UTF_16);
    refusedXml(new String(wide, StandardCharsets.UTF_8), "");
    refusedXml("<a>\uD800</a>", "");
  }

  @Test
  void jsonThatIsTooLargeTooDeepOrTooMany() {
    refusedJson("[".repeat(10 * MEGABYTE), "characters");
    refusedJson("[".repeat(MEGABYTE), "path");
    refusedJson("{\"a\":".repeat(500_000), "path");
    refusedJson("{\"a\":[" + "1,".repeat(1_000_000) + "1]}", "values");
    refusedJson("{\"a\":" + "9".repeat(1_000_000) + "}", "");
    refusedJson("{\"a\":\"\u0000\"}", "");
    refusedJson("\u0000", "");
  }

  @Test
  void byteOrderMarksAndHugeNumbersDoNoHarm() throws Exception {
    assertThat(Xml.read("x", "\uFEFF<a/>").name()).isEqualTo("a");
    VmSettings settings =
        VmSettings.read(
            "{\"extensionsLastModifiedTickCount\":1e999999999,\"inSvdSeqNo\":-1e99}", "1", w -> {});
    assertThat(settings.state().createdOn().toString()).startsWith("0001-01-01");
  }

  @Test
  void nothingOfARefusedDocumentIsKept() {
    Supplier<String> large = () -> "<a>" + "<b>text</b>".repeat(300_000);
    refusedXml(large.get(), "elements");
    long before = used();
    for (int i = 0; i < 10; i++) {
      refusedXml(large.get(), "elements");
      refusedJson("{\"a\":[" + "\"x\",".repeat(500_000), "values");
    }
    assertThat(used() - before).isLessThan(8L * MEGABYTE);
  }

  private static long used() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
