// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import org.waagent.wire.xml.Element;
import org.waagent.wire.xml.Xml;
import org.waagent.wire.xml.XmlException;

/** Reads which protocol versions the wire server speaks. */
public final class Versions {
  /** The only version spoken here. */
  public static final String SPOKEN = "2012-11-30";

  private Versions() {}

  /**
   * Whether the server speaks ours, as its preferred version or as one of the others.
   *
   * @throws XmlException if the document can't be read
   */
  public static boolean offerOurs(String text) throws XmlException {
    for (Element version : Xml.read("versions", text).findAll("Version")) {
      if (SPOKEN.equals(version.text().strip())) {
        return true;
      }
    }
    return false;
  }
}
