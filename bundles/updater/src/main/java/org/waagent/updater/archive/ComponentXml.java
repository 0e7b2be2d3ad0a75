// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.function.BiConsumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Finds what the components of a bundle (OSGi Compendium 8, chapter 112) ask for and offer that its
 * feature does not declare.
 */
final class ComponentXml {
  private static final List<String> PORTS = List.of("org.waagent.os.", "org.waagent.host.");
  private static final String OURS = "org.waagent.";

  /** Stands for the name of the component, as does saying nothing. */
  private static final String NAME = "$";

  private final Uses uses;
  private final Harmless harmless;
  private final BiConsumer<String, String> found;

  /**
   * @param uses what is declared
   * @param harmless what need not be
   * @param found hears of a component and what it does
   */
  ComponentXml(Uses uses, Harmless harmless, BiConsumer<String, String> found) {
    this.uses = uses;
    this.harmless = harmless;
    this.found = found;
  }

  /**
   * Looks at a description.
   *
   * @param file its name in the bundle
   */
  void scan(String file, byte[] content) {
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(content));
      String component = file;
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT) {
          component = reader.getLocalName().equals("component") ? name(file, reader) : component;
          element(component, reader);
        }
      }
    } catch (XMLStreamException | RuntimeException e) {
      // The parser of the platform fails with either on bytes that are no XML.
      found.accept(file, "can't be read as XML");
    }
  }

  private String name(String file, XMLStreamReader reader) {
    String name = attribute(reader, "name");
    if (name.isEmpty()) {
      found.accept(file, "describes a component without a name");
    }
    return name.isEmpty() ? file : name;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  private void element(String component, XMLStreamReader reader) {
    String type = attribute(reader, "interface");
    switch (reader.getLocalName()) {
      case "component" -> pids(component, attribute(reader, "configuration-pid"));
      case "reference" -> reference(component, type);
      case "provide" -> provide(component, type);
      default -> {
        // Says nothing of what is asked for.
      }
    }
  }

  private void pids(String component, String pids) {
    for (String pid : (pids.isBlank() ? NAME : pids.strip()).split("\\s+")) {
      // Any component has a name; only that of a section brings a configuration with it.
      boolean isOwn = pid.equals(NAME) && !component.startsWith(OURS);
      String read = pid.equals(NAME) ? component : pid;
      if (!isOwn && !uses.pids().contains(read)) {
        found.accept(component, "reads the configuration " + read + ", which is not declared");
      }
    }
  }

  private void reference(String component, String type) {
    if (type.startsWith(OURS) && !uses.ports().contains(type)) {
      found.accept(component, "asks for " + type + ", which is not declared");
    } else if (!harmless.mayUse(type.replace('.', '/'))) {
      found.accept(component, "asks for " + type);
    }
  }

  /** Who offers a port would be asked by the agent itself. */
  private void provide(String component, String type) {
    if (PORTS.stream().anyMatch(type::startsWith) || type.startsWith("org.osgi.")) {
      found.accept(component, "offers " + type + ", which is the agent's to offer");
    }
  }

  private static String attribute(XMLStreamReader reader, String name) {
    String value = reader.getAttributeValue(null, name);
    return value == null ? "" : value;
  }
}
