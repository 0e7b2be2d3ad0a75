// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Writing and reading the small XML documents of the wire protocol. */
final class Xml {
  static final String HEAD = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

  private Xml() {}

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** Parses what a client sent; a {@link Refusal} 400 when it is not XML. */
  static Element parse(String text) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      return builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
    } catch (SAXException e) {
      throw Refusal.wrong(400, "InvalidXmlDocument", "The body is not XML: " + e.getMessage());
    } catch (ParserConfigurationException | IOException e) {
      throw new IllegalStateException("this Java cannot parse XML", e);
    }
  }

  /** The child element of that name, or a {@link Refusal} 400. */
  static Element child(Element parent, String name) {
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element e && e.getTagName().equals(name)) {
        return e;
      }
    }
    throw Refusal.wrong(
        400, "InvalidXmlDocument", "No element " + name + " in " + parent.getTagName());
  }

  static boolean hasChild(Element parent, String name) {
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element e && e.getTagName().equals(name)) {
        return true;
      }
    }
    return false;
  }

  static String text(Element parent, String name) {
    return child(parent, name).getTextContent();
  }

  static void root(Element root, String name) {
    if (!root.getTagName().equals(name)) {
      throw Refusal.wrong(
          400, "InvalidXmlDocument", "The root is " + root.getTagName() + " instead of " + name);
    }
  }
}
