// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The verbs of bundles, read from their component descriptions: no bundle has to run for {@code
 * waagent help}.
 */
final class VerbLines {
  private static final String NAME = "waagent.verb";

  private VerbLines() {}

  /** One line per verb, sorted: name, need, help, parted by tabs. */
  static List<String> of(List<Path> bundles) throws IOException, AssemblyException {
    List<String> lines = new ArrayList<>();
    for (Path bundle : bundles) {
      try (JarFile jar = new JarFile(bundle.toFile())) {
        for (JarEntry entry : Collections.list(jar.entries())) {
          if (entry.getName().startsWith("OSGI-INF/") && entry.getName().endsWith(".xml")) {
            add(jar, entry, lines);
          }
        }
      }
    }
    Collections.sort(lines);
    return lines;
  }

  private static void add(JarFile jar, JarEntry entry, List<String> lines)
      throws IOException, AssemblyException {
    try (InputStream content = jar.getInputStream(entry)) {
      Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(content);
      String name = property(document, NAME, "");
      if (!name.isEmpty()) {
        String need = property(document, "waagent.verb.needs", "either");
        lines.add(name + "\t" + need + "\t" + property(document, "waagent.verb.help", ""));
      }
    } catch (ParserConfigurationException | SAXException e) {
      throw new AssemblyException(jar.getName() + ": " + entry + ": " + e.getMessage());
    }
  }

  private static String property(Document document, String name, String fallback) {
    NodeList properties = document.getElementsByTagName("property");
    for (int i = 0; i < properties.getLength(); i++) {
      Element property = (Element) properties.item(i);
      if (property.getAttribute("name").equals(name)) {
        return property.hasAttribute("value")
            ? property.getAttribute("value")
            : property.getTextContent().strip();
      }
    }
    return fallback;
  }
}
