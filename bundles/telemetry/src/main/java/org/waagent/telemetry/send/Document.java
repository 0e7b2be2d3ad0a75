// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.waagent.telemetry.event.EventXml;
import org.waagent.telemetry.event.TelemetryEvent;
import org.waagent.telemetry.spool.Batch;

/**
 * What one request takes: events of one provider, less than 64512 bytes of them.
 *
 * @param provider whose events
 * @param items the events
 */
record Document(String provider, List<Item> items) {
  /**
   * An event on its way.
   *
   * @param batch where it is from
   * @param event as it is there
   * @param xml as it is sent
   */
  record Item(Batch batch, TelemetryEvent event, String xml) {
    int size() {
      return xml.getBytes(UTF_8).length;
    }

    boolean isTooLarge() {
      return size() >= EventXml.LIMIT;
    }

    /** The host has it, or never will. */
    void settle() {
      batch.settle(event);
    }
  }

  Document {
    items = List.copyOf(items);
  }

  /** As few documents as there can be, each with the events in their order. */
  static List<Document> of(List<Item> items) {
    List<Document> documents = new ArrayList<>();
    Map<String, Open> open = new LinkedHashMap<>();
    for (Item item : items) {
      Open current = open.computeIfAbsent(item.event().provider(), provider -> new Open());
      int size = item.size();
      if (current.size + size >= EventXml.LIMIT) {
        documents.add(new Document(item.event().provider(), current.items));
        current.items.clear();
        current.size = 0;
      }
      current.items.add(item);
      current.size += size;
    }
    open.forEach((provider, rest) -> documents.add(new Document(provider, rest.items)));
    return documents;
  }

  /** The body of the request. */
  byte[] xml() {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?><TelemetryData version=\"1.0\">");
    xml.append("<Provider id=\"").append(EventXml.escaped(provider)).append("\">");
    items.forEach(item -> xml.append(item.xml()));
    return xml.append("</Provider></TelemetryData>").toString().getBytes(UTF_8);
  }

  private static final class Open {
    private final List<Item> items = new ArrayList<>();
    private int size;
  }
}
