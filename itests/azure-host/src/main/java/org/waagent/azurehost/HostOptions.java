// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.net.InetAddress;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Where the host listens and for which machine.
 *
 * @param ports a free one for services without
 */
public record HostOptions(
    InetAddress bind, Map<Service, Integer> ports, Machine machine, Set<Trait> traits) {
  /** What a host may be besides the usual. */
  public enum Trait {
    /** It serves vmSettings from the start; others after the first fast-track goal state. */
    VM_SETTINGS,
    /** It has its ports, but refuses connections until told to listen. */
    LATE,
    /** All bodies stay whole in the record. */
    WHOLE_BODIES,
    /** Its blob store speaks TLS. */
    HTTPS
  }

  public HostOptions {
    Objects.requireNonNull(bind, "bind");
    Map<Service, Integer> copy = new EnumMap<>(Service.class);
    copy.putAll(ports);
    ports = Collections.unmodifiableMap(copy);
    Objects.requireNonNull(machine, "machine");
    traits = Set.copyOf(traits);
  }

  /** Loopback, free ports, a machine called {@code vm}, no vmSettings. */
  public static HostOptions defaults() {
    return new HostOptions(
        InetAddress.getLoopbackAddress(), Map.of(), Machine.named("vm"), Set.of());
  }

  public HostOptions bind(InetAddress address) {
    return new HostOptions(address, ports, machine, traits);
  }

  /** Fixed ports; 0 for a free one. */
  public HostOptions ports(int wire, int hostPlugin, int blob, int imds) {
    Map<Service, Integer> fixed =
        Map.of(
            Service.WIRE, wire,
            Service.HOST_PLUGIN, hostPlugin,
            Service.BLOB, blob,
            Service.IMDS, imds);
    return new HostOptions(bind, fixed, machine, traits);
  }

  public HostOptions machine(Machine other) {
    return new HostOptions(bind, ports, other, traits);
  }

  /** Serves vmSettings (source Fabric) from the start, as hosts with fast track do. */
  public HostOptions withVmSettings() {
    return with(Trait.VM_SETTINGS);
  }

  /** Refuses connections until {@link AzureHost#startListening()}. */
  public HostOptions late() {
    return with(Trait.LATE);
  }

  /** Keeps all bodies whole in the record, whatever memory that takes. */
  public HostOptions keepBodies() {
    return with(Trait.WHOLE_BODIES);
  }

  /** Serves blobs over TLS; {@link AzureHost#blobIdentity()} has what clients need to trust it. */
  public HostOptions https() {
    return with(Trait.HTTPS);
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  int port(Service service) {
    return ports.getOrDefault(service, 0);
  }

  private HostOptions with(Trait trait) {
    Set<Trait> more = EnumSet.of(trait);
    more.addAll(traits);
    return new HostOptions(bind, ports, machine, more);
  }
}
