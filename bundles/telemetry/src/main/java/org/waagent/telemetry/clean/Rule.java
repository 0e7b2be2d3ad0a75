// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.clean;

/** Why something was cut out of a file; the label stands in the manifest. */
public enum Rule {
  /** A signature that gives access to a blob. */
  SIGNATURE("signature"),
  /** What stands behind a name such as {@code password}. */
  NAMED_VALUE("named-value"),
  /** A private key, or another block between two marks. */
  PRIVATE_KEY("private-key"),
  /** A token that shows by its form. */
  TOKEN("token"),
  /** Something long that is encoded, so that nobody sees what it holds. */
  ENCODED("encoded"),
  /** The password, or a token, in the address of something. */
  ADDRESS("address"),
  /** The hash of a password. */
  PASSWORD_HASH("password-hash"),
  /** A text of a settings file: only its name is kept. */
  SETTING("setting"),
  /** A text of the OVF environment that is not known to be harmless. */
  OVF("ovf-value"),
  /** A line with zero bytes. */
  NOT_TEXT("not-text"),
  /** The rest of a line that is too long to be looked at. */
  LONG_LINE("long-line");

  private final String label;

  Rule(String label) {
    this.label = label;
  }

  /** What the manifest calls it. */
  public String label() {
    return label;
  }
}
