// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * What is served in place of a document: a text with placeholders, or any bytes. The bytes put on
 * the wire are made once and shared by all answers, so it may be large.
 */
public final class Replacement {
  private final String template;
  private World filledFor;
  private Published filledOf;
  private boolean filledAsXml;
  private byte[] bytes;

  private Replacement(String template, byte[] bytes) {
    this.template = template;
    this.bytes = bytes;
  }

  /** A text; the placeholders of {@link Document} in it are filled in. */
  public static Replacement text(String text) {
    return text.contains("${")
        ? new Replacement(text, null)
        : new Replacement(null, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes served as they are, also ones that are no UTF-8. The array must not change any more. */
  public static Replacement bytes(byte[] bytes) {
    return new Replacement(null, Objects.requireNonNull(bytes, "bytes"));
  }

  /** The bytes for a world of now; the same array as long as the world is the same. */
  synchronized byte[] bytes(World world, boolean xml, Published published) {
    boolean fresh = filledFor == world && filledOf == published && filledAsXml == xml;
    if (template != null && !fresh) {
      bytes = world.fill(template, xml, published).getBytes(StandardCharsets.UTF_8);
      filledFor = world;
      filledOf = published;
      filledAsXml = xml;
    }
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Replacement that
        && Objects.equals(template, that.template)
        && (template != null || Arrays.equals(bytes, that.bytes));
  }

  @Override
  public int hashCode() {
    return template == null ? Arrays.hashCode(bytes) : template.hashCode();
  }

  @Override
  public String toString() {
    return template == null ? "Replacement[" + bytes.length + " bytes]" : template;
  }
}
