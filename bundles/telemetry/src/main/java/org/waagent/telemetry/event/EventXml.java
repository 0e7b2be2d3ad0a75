// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.event;

/** An event as it goes over the wire. */
public final class EventXml {
  /** The events of one request have fewer bytes, as the host takes 64 KiB with all around them. */
  public static final int LIMIT = 64 * 1024 - 1024;

  private static final char UNKNOWN = '\uFFFD';

  private EventXml() {}

  /** The element, with its parameters as text in a CDATA section. */
  public static String of(TelemetryEvent event) {
    StringBuilder xml = new StringBuilder(2048);
    xml.append("<Event id=\"").append(event.id()).append("\"><![CDATA[");
    for (Field field : event.fields()) {
      xml.append("<Param Name=\"");
      attribute(field.name(), xml);
      xml.append("\" Value=\"");
      attribute(field.text(), xml);
      xml.append("\" T=\"").append(field.type()).append("\" />");
    }
    return xml.append("]]></Event>").toString();
  }

  /** A text as the value of an attribute. */
  public static String escaped(String text) {
    StringBuilder xml = new StringBuilder();
    attribute(text, xml);
    return xml.toString();
  }

  /** As {@code >} is escaped, no text can end the section. */
  private static void attribute(String text, StringBuilder xml) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> xml.append("&amp;");
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '"' -> xml.append("&quot;");
        case '\n' -> xml.append("&#10;");
        case '\r' -> xml.append("&#13;");
        case '\t' -> xml.append("&#9;");
        default -> {
          if (isPair(text, i)) {
            xml.append(c).append(text.charAt(++i));
          } else {
            xml.append(isLegal(c) ? c : UNKNOWN);
          }
        }
      }
    }
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
  }

  private static boolean isLegal(char c) {
    return c >= ' ' && !Character.isSurrogate(c) && c < '\uFFFE';
  }
}
