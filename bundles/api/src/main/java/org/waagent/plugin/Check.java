// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

import static java.util.Objects.requireNonNull;

import org.osgi.annotation.versioning.ConsumerType;

/** One question {@code waagent doctor} asks. Publish it as a service. */
@ConsumerType
public interface Check {
  /** Short and stable, for example {@code wire-server}. */
  String name();

  /**
   * Looks, without changing anything, within ten seconds.
   *
   * @throws Exception is told as a finding of severity {@link Severity#ERROR}
   */
  Finding look() throws Exception;

  /**
   * What it found.
   *
   * @param severity how bad it is
   * @param cause what is so
   * @param cure what to do about it; empty text where nothing is wrong
   */
  record Finding(Severity severity, String cause, String cure) {
    public Finding {
      requireNonNull(severity, "severity");
      requireNonNull(cause, "cause");
      requireNonNull(cure, "cure");
    }

    /** Nothing wrong. */
    public static Finding fine(String cause) {
      return new Finding(Severity.FINE, cause, "");
    }
  }

  /** How bad a finding is. */
  enum Severity {
    /** As it should be. */
    FINE,
    /** Works, but the owner of the machine will want to know. */
    WARNING,
    /** Something the agent is for does not work. */
    ERROR
  }
}
