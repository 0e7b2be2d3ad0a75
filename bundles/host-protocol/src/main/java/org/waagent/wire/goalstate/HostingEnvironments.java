// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import org.waagent.goalstate.HostingEnvironment;
import org.waagent.wire.xml.Element;
import org.waagent.wire.xml.Xml;
import org.waagent.wire.xml.XmlException;

/** Reads the hosting environment. */
public final class HostingEnvironments {
  /** File name in the history. */
  public static final String NAME = "HostingEnvironmentConfig.xml";

  private HostingEnvironments() {}

  /**
   * Reads the document; a name that is missing is empty.
   *
   * @throws XmlException if it can't be read
   */
  public static HostingEnvironment read(String text) throws XmlException {
    Element root = Xml.read(NAME, text);
    return new HostingEnvironment(
        attribute(root, "Incarnation", "instance"),
        attribute(root, "Role", "name"),
        attribute(root, "Deployment", "name"));
  }

  private static String attribute(Element root, String element, String attribute) {
    return root.find(element).map(e -> e.attribute(attribute)).orElse("");
  }
}
