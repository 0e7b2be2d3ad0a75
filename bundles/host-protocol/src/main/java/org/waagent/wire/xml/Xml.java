// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.xml;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a document as a stream, without DTD and external entities, and stops at the first limit
 * that is passed: what is kept never gets larger than the limits say.
 */
public final class Xml {
  private static final int DEEPEST = 32;
  private static final int MOST_ELEMENTS = 20_000;
  private static final int MOST_ATTRIBUTES = 50_000;
  private static final int MOST_CHARACTERS = 4 * 1024 * 1024;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String document;
  private final Deque<Open> open = new ArrayDeque<>();
  private int elements;
  private int attributes;
  private int characters;
  private Element root;

  private Xml(String document) {
    this.document = document;
  }

  /**
   * Reads a document.
   *
   * @param document its name, for messages
   * @param text with or without a byte order mark
   * @return its root
   * @throws XmlException if it is not well-formed or passes a limit
   */
  public static Element read(String document, String text) throws XmlException {
    if (text.length() > MOST_CHARACTERS) {
      throw new XmlException(document, 0, "has more than " + MOST_CHARACTERS + " characters");
    }
    int begin = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    String content = text.substring(begin).stripLeading();
    if (content.isEmpty()) {
      throw new XmlException(document, 0, "is empty");
    }
    return new Xml(document).read(content);
  }

  private Element read(String text) throws XmlException {
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(text));
      try {
        while (reader.hasNext()) {
          event(reader);
        }
      } finally {
        reader.close();
      }
      return root;
    } catch (XMLStreamException e) {
      Location place = e.getLocation();
      throw place == null
          ? new XmlException(document, 0, reason(e))
          : new XmlException(document, place.getLineNumber(), place.getColumnNumber(), reason(e));
    } catch (RuntimeException e) {
      // The parser of the platform fails so on some bytes; its message may quote the document.
      throw new XmlException(
          document,
          0,
          "is not well-formed: the parser failed with " + e.getClass().getSimpleName());
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    return factory;
  }

  private void event(XMLStreamReader reader) throws XMLStreamException, XmlException {
    switch (reader.next()) {
      case XMLStreamConstants.START_ELEMENT -> start(reader);
      case XMLStreamConstants.END_ELEMENT -> end();
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(reader);
      case XMLStreamConstants.DTD -> throw failed(reader, "a document type is not allowed");
      case XMLStreamConstants.ENTITY_REFERENCE ->
          throw failed(reader, "an entity of a document type is not allowed");
      default -> {
        // Comments, processing instructions and the end of the document say nothing.
      }
    }
  }

  private void start(XMLStreamReader reader) throws XmlException {
    if (++elements > MOST_ELEMENTS) {
      throw failed(reader, "has more than " + MOST_ELEMENTS + " elements");
    }
    if (open.size() >= DEEPEST) {
      throw failed(reader, "is nested deeper than " + DEEPEST);
    }
    attributes += reader.getAttributeCount();
    if (attributes > MOST_ATTRIBUTES) {
      throw failed(reader, "has more than " + MOST_ATTRIBUTES + " attributes");
    }
    open.push(new Open(reader.getLocalName(), reader.getLocation().getLineNumber(), read(reader)));
  }

  private Map<String, String> read(XMLStreamReader reader) throws XmlException {
    Map<String, String> read = new LinkedHashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      count(reader, reader.getAttributeValue(i).length());
      read.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    return read;
  }

  private void text(XMLStreamReader reader) throws XmlException {
    if (open.isEmpty()) {
      return;
    }
    String text = reader.getText();
    count(reader, text.length());
    Open parent = open.peek();
    // Most elements have one piece of text; the blanks between children are not kept.
    if (!text.isBlank() || parent.children.isEmpty()) {
      parent.add(text);
    }
  }

  private void count(XMLStreamReader reader, int more) throws XmlException {
    characters += more;
    if (characters > MOST_CHARACTERS) {
      throw failed(reader, "has more than " + MOST_CHARACTERS + " characters");
    }
  }

  private void end() {
    Open done = open.pop();
    Element element =
        new Element(done.name, done.line, done.attributes, done.children, done.text());
    if (open.isEmpty()) {
      root = element;
    } else {
      open.peek().children.add(element);
    }
  }

  private XmlException failed(XMLStreamReader reader, String reason) {
    Location place = reader.getLocation();
    return new XmlException(document, place.getLineNumber(), place.getColumnNumber(), reason);
  }

  private static String reason(XMLStreamException e) {
    // The parser's message has a line for the place and one for the reason.
    String message = String.valueOf(e.getMessage());
    int at = message.indexOf("Message: ");
    return unquoted((at < 0 ? message : message.substring(at + 9)).replace('\n', ' '));
  }

  /** The parser quotes names from the document; what looks like more than a name is left out. */
  private static String unquoted(String message) {
    StringBuilder told = new StringBuilder();
    int from = 0;
    for (int quote = message.indexOf('"'); quote >= 0; quote = message.indexOf('"', from)) {
      int end = message.indexOf('"', quote + 1);
      if (end < 0) {
        return told.append(message, from, quote).append("...").toString();
      }
      told.append(message, from, quote + 1).append("...\"");
      from = end + 1;
    }
    return told.append(message, from, message.length()).toString();
  }

  private static final class Open {
    private final String name;
    private final int line;
    private final Map<String, String> attributes;
    private final List<Element> children = new ArrayList<>();
    private String first = "";
    private StringBuilder all;

    Open(String name, int line, Map<String, String> attributes) {
      this.name = name;
      this.line = line;
      this.attributes = attributes;
    }

    void add(String text) {
      if (all != null) {
        all.append(text);
      } else if (first.isEmpty()) {
        first = text;
      } else {
        all = new StringBuilder(first).append(text);
      }
    }

    String text() {
      return all == null ? first : all.toString();
    }
  }
}
