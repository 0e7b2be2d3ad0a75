// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Names and places that differ between systems and that plugins need to set a machine up, and to
 * forget it as the platform asks. They come from the table of distros. In a path that says so the
 * last name is a pattern in which {@code *} stands for any text. What else a system keeps of one
 * machine is in {@link Traces}.
 *
 * @param sshService service of the SSH server; empty where it needs no restart
 * @param editsSshdConfig whether it is this agent's business to edit {@code sshd_config}
 * @param leaseFolders folders that hold nothing but leases of DHCP clients
 * @param leaseFiles leases elsewhere; patterns
 * @param resolver the file of name servers
 * @param keptResolver whether that file stays when an image is made
 * @param resolverSources where name servers come from, where {@link #resolver} is a link to {@link
 *     #resolverLink}
 * @param resolverLink what the resolver is a link to on systems with {@link #resolverSources}
 * @param machineId the file with the id of the installed system, where an image must not have one
 * @param seeds seeds and keys an image must not have
 */
public record Layout(
    Optional<String> sshService,
    boolean editsSshdConfig,
    List<Path> leaseFolders,
    List<Path> leaseFiles,
    Path resolver,
    boolean keptResolver,
    List<Path> resolverSources,
    Path resolverLink,
    Optional<Path> machineId,
    List<Path> seeds) {
  public Layout {
    requireNonNull(sshService, "sshService");
    leaseFolders = List.copyOf(leaseFolders);
    leaseFiles = List.copyOf(leaseFiles);
    requireNonNull(resolver, "resolver");
    resolverSources = List.copyOf(resolverSources);
    requireNonNull(resolverLink, "resolverLink");
    requireNonNull(machineId, "machineId");
    seeds = List.copyOf(seeds);
  }
}
