// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An update that is under way.
 *
 * @param from version that goes
 * @param to version that comes
 * @param phase what is to be done next
 * @param toDisable settings of the old version to disable, empty text for a single configuration
 * @param disableCodes exit codes of those disabled so far, by settings
 * @param uninstallCode exit code of the old version's uninstall, or {@link #NOT_RUN}
 */
public record Update(
    String from,
    String to,
    Phase phase,
    List<String> toDisable,
    Map<String, String> disableCodes,
    String uninstallCode) {
  /** Stands for the exit code of a command that was not run. */
  public static final String NOT_RUN = "NOT_RUN";

  public Update {
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    requireNonNull(phase, "phase");
    toDisable = List.copyOf(toDisable);
    disableCodes = Map.copyOf(disableCodes);
    requireNonNull(uninstallCode, "uninstallCode");
  }

  /** An update of which nothing is done yet. */
  public static Update begin(String from, String to, List<String> toDisable) {
    return new Update(from, to, Phase.DISABLE, toDisable, Map.of(), NOT_RUN);
  }

  /** The same, in another phase. */
  public Update in(Phase next) {
    return new Update(from, to, next, toDisable, disableCodes, uninstallCode);
  }

  /** The same, with the exit code of a disabled settings. */
  public Update disabled(String settings, int exitCode) {
    Map<String, String> codes = new LinkedHashMap<>(disableCodes);
    codes.put(settings, Integer.toString(exitCode));
    return new Update(from, to, phase, toDisable, codes, uninstallCode);
  }

  /** The same, with the exit code of the old version's uninstall. */
  public Update uninstalled(int exitCode) {
    return new Update(from, to, phase, toDisable, disableCodes, Integer.toString(exitCode));
  }

  /** Exit code of a settings' disable, or {@link #NOT_RUN}. */
  public String disableCode(String settings) {
    return disableCodes.getOrDefault(settings, NOT_RUN);
  }

  /** What an update consists of, in order. */
  public enum Phase {
    /** The old version is disabled. */
    DISABLE,
    /** Status files and sequence numbers are carried over. */
    CARRY,
    /** The new version, or the old one on the way down, updates. */
    UPDATE,
    /** The old version is uninstalled. */
    UNINSTALL,
    /** The old version's files are removed. */
    REMOVE,
    /** The new version is installed. */
    INSTALL,
    /** The new version may be enabled. */
    ENABLE
  }
}
