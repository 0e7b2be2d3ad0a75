// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a partner's feature says that it uses.
 *
 * @param ports full names of service types of the api
 * @param read patterns of paths it reads, for example {@code /etc/acme/**}
 * @param write patterns of paths it writes; what is written may be read
 * @param programs names or paths of programs it starts
 * @param hosts names of hosts it speaks to
 * @param pids of its configuration
 * @param direct whether it passes the ports by
 */
public record Uses(
    List<String> ports,
    List<String> read,
    List<String> write,
    List<String> programs,
    List<String> hosts,
    List<String> pids,
    Direct direct) {
  /** Uses nothing. */
  public static final Uses NOTHING =
      new Uses(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Direct.NO);

  public Uses {
    ports = List.copyOf(ports);
    read = List.copyOf(read);
    write = List.copyOf(write);
    programs = List.copyOf(programs);
    hosts = List.copyOf(hosts);
    pids = List.copyOf(pids);
    requireNonNull(direct, "direct");
  }

  /** Whether classes of a feature use files, programs or the network without a port. */
  public enum Direct {
    NO,
    YES
  }
}
