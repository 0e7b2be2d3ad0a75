// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.ovf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One element of the document. */
final class Node {
  private final String namespace;
  private final String name;
  private final int line;
  private final StringBuilder text = new StringBuilder();
  private final List<Node> children = new ArrayList<>();

  Node(String namespace, String name, int line) {
    this.namespace = namespace;
    this.name = name;
    this.line = line;
  }

  void add(Node child) {
    children.add(child);
  }

  void add(String characters) {
    text.append(characters);
  }

  int line() {
    return line;
  }

  boolean is(String otherNamespace, String otherName) {
    return name.equals(otherName) && namespace.equals(otherNamespace);
  }

  /** The first of a name below this, at any depth, in document order. */
  Optional<Node> first(String otherNamespace, String otherName) {
    for (Node child : children) {
      Optional<Node> found =
          child.is(otherNamespace, otherName)
              ? Optional.of(child)
              : child.first(otherNamespace, otherName);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Every one of a name right below this. */
  List<Node> each(String otherNamespace, String otherName) {
    return children.stream().filter(child -> child.is(otherNamespace, otherName)).toList();
  }

  /** Its text as it stands; empty if it has none. */
  Optional<String> text() {
    return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
  }
}
