// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.net.InetAddress;
import java.util.Objects;

/**
 * Where the host listens and for which machine.
 *
 * @param wirePort 0 for a free one, as the other ports
 * @param vmSettings whether vmSettings is served from the start; otherwise it is 404 until the
 *     first fast-track goal state
 */
public record HostOptions(
    InetAddress bind,
    int wirePort,
    int hostPluginPort,
    int blobPort,
    int imdsPort,
    Machine machine,
    boolean vmSettings) {
  public HostOptions {
    Objects.requireNonNull(bind, "bind");
    Objects.requireNonNull(machine, "machine");
  }

  /** Loopback, free ports, a machine called {@code vm}, no vmSettings. */
  public static HostOptions defaults() {
    return new HostOptions(
        InetAddress.getLoopbackAddress(), 0, 0, 0, 0, Machine.named("vm"), false);
  }

  public HostOptions bind(InetAddress address) {
    return new HostOptions(
        address, wirePort, hostPluginPort, blobPort, imdsPort, machine, vmSettings);
  }

  public HostOptions ports(int wire, int hostPlugin, int blob, int imds) {
    return new HostOptions(bind, wire, hostPlugin, blob, imds, machine, vmSettings);
  }

  public HostOptions machine(Machine other) {
    return new HostOptions(bind, wirePort, hostPluginPort, blobPort, imdsPort, other, vmSettings);
  }

  /** Serves vmSettings (source Fabric) from the start, as hosts with fast track do. */
  public HostOptions withVmSettings() {
    return new HostOptions(bind, wirePort, hostPluginPort, blobPort, imdsPort, machine, true);
  }
}
