// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class XmlTest {
  @Test
  void readsNamesAttributesTextAndLines() throws Exception {
    Element root =
        Xml.read(
            "d",
            "\n<?xml version=\"1.0\" encoding=\"utf-16\"?>\n<p:a x=\"1\" xmlns:p=\"u\">\n"
                + "<b> t&amp;u <!-- c --><![CDATA[<v>]]></b><c/></p:a>");
    assertThat(root.name()).isEqualTo("a");
    assertThat(root.attribute("x")).isEqualTo("1");
    assertThat(root.attribute("y")).isEmpty();
    assertThat(root.child("b").orElseThrow().text()).isEqualTo(" t&u <v>");
    assertThat(root.child("b").orElseThrow().line()).isEqualTo(3);
    assertThat(root.textOf("c")).isEmpty();
    assertThat(root.textOf("d")).isEmpty();
  }

  @Test
  void findsTheFirstInDocumentOrder() throws Exception {
    Element root = Xml.read("d", "<a><b><n>1</n></b><n>2</n></a>");
    assertThat(root.textOf("n")).contains("1");
    assertThat(root.findAll("n")).hasSize(2);
    assertThat(root.children("n")).hasSize(1);
  }

  @Test
  void tellsDocumentLineAndReason() {
    assertThatThrownBy(() -> Xml.read("GoalState.xml", "<a>\n<b></a>"))
        .isInstanceOf(XmlException.class)
        .hasMessageStartingWith("GoalState.xml line 2 column ");
    assertThatThrownBy(() -> Xml.read("x", "  ")).hasMessageContaining("empty");
    assertThatThrownBy(() -> Xml.read("x", "garbage")).isInstanceOf(XmlException.class);
  }

  @Test
  void refusesDocumentTypesAndEntities() {
    String bomb = "<!DOCTYPE a [<!ENTITY x \"1234567890\"><!ENTITY y \"&x;&x;\">]><a>&y;</a>";
    assertThatThrownBy(() -> Xml.read("x", bomb)).isInstanceOf(XmlException.class);
    String external = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>&x;</a>";
    assertThatThrownBy(() -> Xml.read("x", external)).isInstanceOf(XmlException.class);
    assertThatThrownBy(() -> Xml.read("x", "<a>&nope;</a>")).isInstanceOf(XmlException.class);
  }

  @Test
  void stopsAtADepthAndACountAndASize() {
    assertThatThrownBy(() -> Xml.read("x", "<a>".repeat(1_000_000)))
        .hasMessageContaining("nested deeper");
    assertThatThrownBy(() -> Xml.read("x", "<a>" + "<b/>".repeat(30_000) + "</a>"))
        .hasMessageContaining("elements");
    assertThatThrownBy(() -> Xml.read("x", "<a>" + "y".repeat(5_000_000) + "</a>"))
        .hasMessageContaining("characters");
  }

  @Test
  void readsManyPiecesOfTextInTime() throws Exception {
    Element root = Xml.read("x", "<a>" + "&amp;".repeat(500_000) + "</a>");
    assertThat(root.text()).hasSize(500_000);
  }
}
