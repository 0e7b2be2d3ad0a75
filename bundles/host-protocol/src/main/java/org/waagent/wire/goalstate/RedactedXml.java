// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import com.google.gson.JsonParseException;
import java.util.Locale;
import org.waagent.wire.xml.Element;

/** Writes XML again without secrets. What has no name of the protocol is hidden. */
final class RedactedXml {
  private final StringBuilder out = new StringBuilder();

  private RedactedXml() {}

  static String text(Element root) {
    RedactedXml xml = new RedactedXml();
    xml.element(root, "");
    return xml.out.toString();
  }

  private void element(Element element, String indent) {
    String name = Words.isName(element.name()) ? element.name() : "hidden";
    out.append(indent).append('<').append(name);
    element
        .attributes()
        .forEach(
            (key, value) -> {
              if (Words.isName(key)) {
                out.append(' ').append(key).append("=\"");
                escaped(Queries.hide(value));
                out.append('"');
              }
            });
    String text = element.text().isBlank() ? "" : shown(element.name(), element.text().strip());
    if (text.isEmpty() && element.children().isEmpty()) {
      out.append("/>\n");
      return;
    }
    out.append('>');
    escaped(text);
    if (!element.children().isEmpty()) {
      out.append('\n');
      element.children().forEach(child -> element(child, indent + "  "));
      out.append(indent);
    }
    out.append("</").append(name).append(">\n");
  }

  private static String shown(String name, String text) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "statusuploadblob", "invmartifactsprofileblob" -> Queries.hideAll(text);
      case "runtimesettings", "extensionruntimesettings" -> settings(text);
      case "password", "data" -> Redacted.STARS;
      case "name",
          "version",
          "fromversion",
          "isversionfromrsm",
          "isvmenabledforrsmupgrades",
          "uri",
          "location",
          "additionallocation",
          "expiration",
          "incarnation",
          "groupname" ->
          Queries.hide(text);
      default -> Outline.of(text);
    };
  }

  private static String settings(String text) {
    try {
      return RedactedJson.text(Json.read(text));
    } catch (JsonParseException e) {
      // Told where the settings are read; here only the text matters.
      return Outline.of(text);
    }
  }

  private void escaped(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        default -> out.append(c);
      }
    }
  }
}
