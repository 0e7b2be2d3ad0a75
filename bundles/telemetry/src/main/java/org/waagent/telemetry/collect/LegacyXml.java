// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.collect;

import com.google.gson.JsonPrimitive;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.waagent.telemetry.event.Field;
import org.waagent.telemetry.event.TelemetryEvent;

/** The old form of an event: {@code <Data><Provider/><Event/><Param/>...</Data>}. */
final class LegacyXml {
  private static final int MOST_FIELDS = 200;

  private String provider = "";
  private int id = -1;
  private final List<Field> fields = new ArrayList<>();

  private LegacyXml() {}

  /**
   * @throws Refusal if it is something else
   */
  static TelemetryEvent read(String text) throws Refusal {
    LegacyXml event = new LegacyXml();
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(text));
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT) {
          event.element(reader);
        }
      }
    } catch (XMLStreamException | RuntimeException e) {
      // The parser of the platform fails with either on bytes that are no XML.
      throw new Refusal("neither JSON nor XML");
    }
    if (event.id < 0 || event.fields.isEmpty()) {
      throw new Refusal("not an event");
    }
    return new TelemetryEvent(event.id, event.provider, event.fields);
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  private void element(XMLStreamReader reader) throws Refusal {
    switch (reader.getLocalName()) {
      case "Provider" -> provider = attribute(reader, "id");
      case "Event" -> id = Integer.parseInt(attribute(reader, "id"));
      case "Param" -> param(reader);
      default -> {
        // Whatever is around it says nothing.
      }
    }
  }

  private void param(XMLStreamReader reader) throws Refusal {
    if (fields.size() == MOST_FIELDS) {
      throw new Refusal("more than " + MOST_FIELDS + " parameters");
    }
    String value = attribute(reader, "Value");
    fields.add(
        new Field(
            attribute(reader, "Name"),
            switch (attribute(reader, "T")) {
              case "mt:uint64" -> new JsonPrimitive(Long.parseLong(value));
              case "mt:float64" -> new JsonPrimitive(Double.parseDouble(value));
              case "mt:bool" -> new JsonPrimitive(Boolean.parseBoolean(value));
              default -> new JsonPrimitive(value);
            }));
  }

  private static String attribute(XMLStreamReader reader, String name) {
    String value = reader.getAttributeValue(null, name);
    return value == null ? "" : value;
  }
}
