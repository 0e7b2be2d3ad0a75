// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.nio.file.Path;
import org.waagent.os.Distro;
import org.waagent.os.Layout;
import org.waagent.os.Machine;
import org.waagent.os.Traces;

/** A machine of a family, for tests of what differs between them. */
public final class FixedMachine implements Machine {
  private final String family;
  private String hostName = "image";
  private String instanceId = "D0DF4C54-4ECB-4A4B-9954-5BDF3ED5C3B8";

  private FixedMachine(String family) {
    this.family = family;
  }

  /**
   * One of a family.
   *
   * @param family as the table of distros names it
   */
  public static FixedMachine of(String family) {
    return new FixedMachine(family);
  }

  /** Gives it a name. */
  public void named(String name) {
    hostName = name;
  }

  /** Gives its virtual hardware an id. */
  public void identified(String id) {
    instanceId = id;
  }

  @Override
  public Distro distro() {
    DistroTable.Row row = DistroTable.row(family);
    return new Distro(
        family, "1", family, family, row.agentService(), Path.of(row.configurationFile()));
  }

  @Override
  public Layout layout() {
    return Layouts.of(family);
  }

  @Override
  public Traces traces() {
    return TraceLists.of(DistroTable.row(family));
  }

  @Override
  public boolean takesRemoteUsers() {
    return DistroTable.row(family).remoteUsers();
  }

  @Override
  public String instanceId() {
    return instanceId;
  }

  @Override
  public String hostName() {
    return hostName;
  }

  @Override
  public boolean isRoot() {
    return true;
  }
}
