// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import java.util.List;
import org.waagent.fuzz.Target;

/** What takes access signatures out of texts. */
public final class RedactionTargets {
  private static final String SECRET = "Zm9yLW5vYm9keQ";

  private RedactionTargets() {}

  /** All of them. */
  public static List<Target> all() {
    return List.of(
        Target.ofAnyText(
            "signature in an address", RedactionTargets::cutsTheSignature, "a=b", "sv=1&c=%20"));
  }

  /** Whatever stands before it in the query, the signature goes. */
  private static void cutsTheSignature(String query) {
    String plain = query.replaceAll("[\\s\"'<>]", "").replace(SECRET, "");
    String text = "GET https://h.example/p?" + plain + "&sig=" + SECRET + " failed";
    if (Redaction.signatures(text).contains(SECRET)) {
      throw new IllegalStateException("left in " + text);
    }
  }
}
