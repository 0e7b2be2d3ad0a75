// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.waagent.conf.BadConfException;
import org.waagent.conf.ConfFile;

/**
 * The configuration in force.
 *
 * @param file last one that could be used; nothing is set in it if there was none yet
 * @param declarations keys of the installed bundles
 * @param settings what holds
 * @param trouble what was wrong with the file when it was last read
 */
record Current(
    ConfFile file,
    Declarations declarations,
    Settings settings,
    Optional<BadConfException> trouble) {
  Current {
    requireNonNull(file, "file");
    requireNonNull(declarations, "declarations");
    requireNonNull(settings, "settings");
    requireNonNull(trouble, "trouble");
  }

  static Current of(ConfFile file, Declarations declarations) {
    return new Current(file, declarations, Settings.of(file, declarations), Optional.empty());
  }

  Current with(BadConfException problem) {
    return new Current(file, declarations, settings, Optional.of(problem));
  }

  Current with(Declarations newer) {
    return new Current(file, newer, Settings.of(file, newer), trouble);
  }
}
