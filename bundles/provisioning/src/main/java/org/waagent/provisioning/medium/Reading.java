// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.medium;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;
import org.waagent.provisioning.ovf.OvfDocument;

/**
 * What was read.
 *
 * @param document what it says
 * @param drive the drive it came from; empty where it came another way
 * @param source where it came from, for people
 */
public record Reading(OvfDocument document, Optional<Path> drive, String source) {
  public Reading {
    requireNonNull(document, "document");
    requireNonNull(drive, "drive");
    requireNonNull(source, "source");
  }
}
