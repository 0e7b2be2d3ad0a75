// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.ovf;

import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the document as a stream, without document types, and stops at the first limit passed. */
final class Tree {
  private static final int DEEPEST = 32;
  private static final int MOST = 10_000;

  private final Deque<Node> open = new ArrayDeque<>();
  private Node root;
  private int count;

  private Tree() {}

  static Node read(byte[] document) throws OvfException {
    Tree tree = new Tree();
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(text(document));
      while (reader.hasNext()) {
        tree.event(reader);
      }
      return tree.root;
    } catch (XMLStreamException e) {
      // Its message may quote what stands there, and that may be a password.
      Location place = e.getLocation();
      throw new OvfException(place == null ? 0 : place.getLineNumber(), "is not well-formed XML");
    } catch (RuntimeException e) {
      throw new OvfException(0, "the XML parser failed with " + e.getClass().getSimpleName());
    }
  }

  /** Decoded here: the parser of the platform writes to the console about bytes that are wrong. */
  static Reader text(byte[] document) {
    return new StringReader(new String(document, StandardCharsets.UTF_8));
  }

  /** Without document types and what they can name. */
  static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    return factory;
  }

  private void event(XMLStreamReader reader) throws XMLStreamException, OvfException {
    int event = reader.next();
    int line = reader.getLocation().getLineNumber();
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> start(reader, line);
      case XMLStreamConstants.END_ELEMENT -> open.pop();
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
        if (!open.isEmpty()) {
          open.peek().add(reader.getText());
        }
      }
      case XMLStreamConstants.DTD -> throw new OvfException(line, "has a document type");
      case XMLStreamConstants.ENTITY_REFERENCE ->
          throw new OvfException(line, "has an entity of a document type");
      default -> {
        // Comments and processing instructions say nothing.
      }
    }
  }

  private void start(XMLStreamReader reader, int line) throws OvfException {
    if (++count > MOST || open.size() >= DEEPEST) {
      throw new OvfException(line, "has more elements than any OVF environment");
    }
    String namespace = reader.getNamespaceURI();
    Node node = new Node(namespace == null ? "" : namespace, reader.getLocalName(), line);
    if (open.isEmpty()) {
      root = node;
    } else {
      open.peek().add(node);
    }
    open.push(node);
  }
}
