// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonNull;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

@Tag("D50")
class EventXmlTest {
  @Test
  void everyTypeHasTheWordOfThePlatform() {
    String xml =
        EventXml.of(
            Kind.AGENT.event(
                List.of(
                    Field.of("Text", "a"),
                    Field.of("Number", 12),
                    Field.of("Yes", true),
                    Field.of("Figure", 1.5),
                    new Field("Nothing", JsonNull.INSTANCE))));

    assertThat(xml)
        .isEqualTo(
            "<Event id=\"1\"><![CDATA[<Param Name=\"Text\" Value=\"a\" T=\"mt:wstr\" />"
                + "<Param Name=\"Number\" Value=\"12\" T=\"mt:uint64\" />"
                + "<Param Name=\"Yes\" Value=\"True\" T=\"mt:bool\" />"
                + "<Param Name=\"Figure\" Value=\"1.5\" T=\"mt:float64\" />"
                + "<Param Name=\"Nothing\" Value=\"None\" T=\"\" />]]></Event>");
  }

  @Test
  void anyTextComesOutAsItWentIn() throws Exception {
    String text =
        "Traceback:\n\tFile \"x.py\", <module> & ]]> größer \u00A0 \u4E2D \uD83D\uDE00\r\n'end'";

    assertThat(parsed(text)).isEqualTo(text);
  }

  @Test
  void whatXmlCannotHoldIsReplaced() throws Exception {
    assertThat(parsed("a\u0000b\u001Bc\uD800d\uFFFEe\uDC00"))
        .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFD");
  }

  private static String parsed(String text) throws Exception {
    Element event = root(EventXml.of(Kind.LOG.event(List.of(Field.of("Message", text)))));
    Element data = root("<Data>" + event.getTextContent() + "</Data>");
    return ((Element) data.getFirstChild()).getAttribute("Value");
  }

  private static Element root(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)))
        .getDocumentElement();
  }
}
