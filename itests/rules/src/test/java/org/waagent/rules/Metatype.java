// SPDX-License-Identifier: Apache-2.0
package org.waagent.rules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * One attribute that a bundle declares in its metatype.
 *
 * @param bundle name of its folder
 * @param definition the class it stands in
 * @param pid of the configuration
 * @param id name of the property
 * @param description for people
 */
record Metatype(String bundle, String definition, String pid, String id, String description) {

  /** What a key and the attribute that reads it have in common, whatever their case. */
  String place() {
    return (pid + "/" + id).toLowerCase(Locale.ROOT);
  }

  static List<Metatype> of(Bundle bundle) {
    List<Metatype> all = new ArrayList<>();
    try (JarFile jar = new JarFile(bundle.jar().toFile())) {
      for (JarEntry entry : jar.stream().toList()) {
        if (entry.getName().startsWith("OSGI-INF/metatype/") && !entry.isDirectory()) {
          all.addAll(read(bundle.name(), jar.getInputStream(entry)));
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException("can't read the metatype of " + bundle.name(), e);
    }
    return all;
  }

  /** A text that lies in a bundle. */
  static String text(Bundle bundle, String path) throws IOException {
    try (JarFile jar = new JarFile(bundle.jar().toFile());
        InputStream content = jar.getInputStream(jar.getEntry(path))) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<Metatype> read(String bundle, InputStream xml) throws Exception {
    Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml);
    Map<String, String> pids = new HashMap<>();
    for (Element designate : elements(document.getElementsByTagName("Designate"))) {
      Element object = elements(designate.getElementsByTagName("Object")).get(0);
      String pid = designate.getAttribute("pid");
      pids.put(object.getAttribute("ocdref"), pid);
    }
    List<Metatype> all = new ArrayList<>();
    for (Element ocd : elements(document.getElementsByTagName("OCD"))) {
      String pid = pids.getOrDefault(ocd.getAttribute("id"), ocd.getAttribute("id"));
      for (Element ad : elements(ocd.getElementsByTagName("AD"))) {
        String description = ad.getAttribute("description");
        all.add(
            new Metatype(bundle, ocd.getAttribute("id"), pid, ad.getAttribute("id"), description));
      }
    }
    return all;
  }

  private static List<Element> elements(NodeList nodes) {
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
