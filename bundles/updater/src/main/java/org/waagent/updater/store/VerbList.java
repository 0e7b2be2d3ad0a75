// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.waagent.os.Files;
import org.waagent.plugin.Verb;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The verbs of bundles, read from their component descriptions. */
final class VerbList {
  private static final int MOST_BYTES = 1 << 20;

  private final Supplier<Files> files;

  VerbList(Supplier<Files> files) {
    this.files = files;
  }

  /** One line per verb, sorted: name, need, help, parted by tabs. */
  List<String> of(List<Path> jars) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path jar : jars) {
      try (ZipInputStream zip = new ZipInputStream(files.get().open(jar))) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          if (entry.getName().startsWith("OSGI-INF/") && entry.getName().endsWith(".xml")) {
            add(jar, zip.readNBytes(MOST_BYTES), lines);
          }
        }
      }
    }
    Collections.sort(lines);
    return lines;
  }

  private static void add(Path jar, byte[] description, List<String> lines) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document document =
          factory
              .newDocumentBuilder()
              .parse(new InputSource(new java.io.ByteArrayInputStream(description)));
      String name = property(document, Verb.NAME, "");
      if (!name.isEmpty()) {
        String need = property(document, Verb.NEEDS, "either");
        lines.add(
            oneLine(name)
                + "\t"
                + oneLine(need)
                + "\t"
                + oneLine(property(document, Verb.HELP, "")));
      }
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(jar + ": a component description is damaged: " + e.getMessage(), e);
    }
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private static String property(Document document, String name, String otherwise) {
    NodeList properties = document.getElementsByTagName("property");
    for (int i = 0; i < properties.getLength(); i++) {
      Element property = (Element) properties.item(i);
      if (property.getAttribute("name").equals(name)) {
        return property.hasAttribute("value")
            ? property.getAttribute("value")
            : property.getTextContent().strip();
      }
    }
    return otherwise;
  }
}
