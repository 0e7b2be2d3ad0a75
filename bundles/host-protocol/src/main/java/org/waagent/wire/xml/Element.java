// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.xml;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element.
 *
 * @param name its local name
 * @param line where it begins
 * @param attributes by local name, in document order
 * @param children in document order
 * @param text the text directly in it, in one piece
 */
public record Element(
    String name, int line, Map<String, String> attributes, List<Element> children, String text) {
  public Element {
    requireNonNull(name, "name");
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    children = List.copyOf(children);
    requireNonNull(text, "text");
  }

  /** The first child of a name. */
  public Optional<Element> child(String wanted) {
    for (Element child : children) {
      if (child.name.equals(wanted)) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  /** The children of a name. */
  public List<Element> children(String wanted) {
    List<Element> found = new ArrayList<>();
    for (Element child : children) {
      if (child.name.equals(wanted)) {
        found.add(child);
      }
    }
    return found;
  }

  /** The first element of a name anywhere below, in document order. */
  public Optional<Element> find(String wanted) {
    for (Element child : children) {
      if (child.name.equals(wanted)) {
        return Optional.of(child);
      }
      Optional<Element> below = child.find(wanted);
      if (below.isPresent()) {
        return below;
      }
    }
    return Optional.empty();
  }

  /** All elements of a name anywhere below, in document order. */
  public List<Element> findAll(String wanted) {
    List<Element> found = new ArrayList<>();
    collect(wanted, found);
    return found;
  }

  private void collect(String wanted, List<Element> found) {
    for (Element child : children) {
      if (child.name.equals(wanted)) {
        found.add(child);
      }
      child.collect(wanted, found);
    }
  }

  /** The text of the first element of a name below, stripped; empty if it has none. */
  public Optional<String> textOf(String wanted) {
    return find(wanted).map(e -> e.text.strip()).filter(t -> !t.isEmpty());
  }

  /** An attribute; empty text if it is missing. */
  public String attribute(String wanted) {
    return attributes.getOrDefault(wanted, "");
  }
}
