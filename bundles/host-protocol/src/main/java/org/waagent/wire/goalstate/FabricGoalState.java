// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.waagent.goalstate.Incarnation;
import org.waagent.wire.xml.Element;
import org.waagent.wire.xml.Xml;
import org.waagent.wire.xml.XmlException;

/**
 * The wire server's goal state document: numbers, names and the addresses of its parts.
 *
 * @param text the document as it came
 * @param incarnation its number
 * @param containerId where the machine runs
 * @param roleInstanceId the fabric's name of this machine
 * @param roleConfigName name of its configuration
 * @param hostingEnvironment address of a part; empty where there is none
 * @param sharedConfig address of a part
 * @param extensionsConfig address of a part
 * @param certificates address of a part
 * @param remoteAccess address of a part
 */
public record FabricGoalState(
    String text,
    Incarnation incarnation,
    String containerId,
    String roleInstanceId,
    String roleConfigName,
    Optional<String> hostingEnvironment,
    Optional<String> sharedConfig,
    Optional<String> extensionsConfig,
    Optional<String> certificates,
    Optional<String> remoteAccess) {
  /** File name in the history. */
  public static final String NAME = "GoalState.xml";

  public FabricGoalState {
    requireNonNull(text, "text");
    requireNonNull(incarnation, "incarnation");
    requireNonNull(containerId, "containerId");
    requireNonNull(roleInstanceId, "roleInstanceId");
    requireNonNull(roleConfigName, "roleConfigName");
  }

  /**
   * Reads the document.
   *
   * @return empty if the fabric has no role instance for this machine yet
   * @throws XmlException if it can't be read or has no incarnation
   */
  public static Optional<FabricGoalState> read(String text) throws XmlException {
    Element root = Xml.read(NAME, text);
    String incarnation = root.textOf("Incarnation").orElseThrow(() -> missing(root, "Incarnation"));
    Optional<Element> role = root.find("RoleInstance");
    if (role.isEmpty()) {
      return Optional.empty();
    }
    Element container = root.find("Container").orElse(root);
    Element instance = role.get();
    return Optional.of(
        new FabricGoalState(
            text,
            new Incarnation(incarnation),
            container.textOf("ContainerId").orElse(""),
            instance.textOf("InstanceId").orElse(""),
            instance.textOf("ConfigName").orElse(""),
            root.textOf("HostingEnvironmentConfig"),
            root.textOf("SharedConfig"),
            root.textOf("ExtensionsConfig"),
            root.textOf("Certificates"),
            container.textOf("RemoteAccessInfo")));
  }

  private static XmlException missing(Element root, String name) {
    return new XmlException(NAME, root.line(), "has no " + name);
  }
}
