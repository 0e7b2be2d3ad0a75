// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.waagent.os.Files;
import org.waagent.os.ResourceControl.Support;
import org.waagent.os.Scope;

/**
 * Whether this machine puts programs into scopes, and the words that do it. Looks at files only,
 * when first asked. After a refusal it asks for no scope for a while.
 */
final class Scopes {
  private static final Duration REST = Duration.ofMinutes(10);

  /** Removes a scope that was ended for its memory; not known before systemd 236. */
  private static final String COLLECT = "--collect";

  private final Source source;
  private final Programs programs;
  private final BooleanSupplier isRoot;
  private final LongSupplier nanos;
  private Found found;
  private boolean collects = true;
  private Optional<String> refusal = Optional.empty();
  private long until;

  Scopes(Files files, Programs programs, BooleanSupplier isRoot, LongSupplier nanos) {
    this.source = new Source(files);
    this.programs = programs;
    this.isRoot = isRoot;
    this.nanos = nanos;
  }

  /** What was found on the machine. */
  private record Found(Support support, Hierarchies hierarchies, Optional<Path> program) {}

  synchronized Support support() {
    if (refusal.isPresent() && nanos.getAsLong() - until < 0) {
      return new Support.Refused(refusal.get());
    }
    refusal = Optional.empty();
    return found().support();
  }

  synchronized Hierarchies hierarchies() {
    return found().hierarchies();
  }

  private Found found() {
    if (found == null) {
      found = find();
    }
    return found;
  }

  private Found find() {
    Hierarchies none = new Hierarchies(Map.of(), Optional.empty());
    Optional<Path> program = programs.find(DistroTable.SYSTEMD_RUN);
    if (!source.isThere(DistroTable.SYSTEMD_RUNS)) {
      return new Found(new Support.None("systemd does not run here"), none, program);
    }
    if (program.isEmpty()) {
      return new Found(new Support.None("there is no systemd-run"), none, program);
    }
    if (!isRoot.getAsBoolean()) {
      return new Found(new Support.None("the agent does not run as root"), none, program);
    }
    try {
      Hierarchies hierarchies = Hierarchies.of(source);
      Support support =
          hierarchies.isEmpty()
              ? new Support.None("no control groups are mounted")
              : new Support.Groups(hierarchies.version());
      return new Found(support, hierarchies, program);
    } catch (IOException e) {
      return new Found(
          new Support.None("can't read " + DistroTable.MOUNT_INFO + ": " + e), none, program);
    }
  }

  /**
   * What stands before a program so that it runs in a scope: another program that becomes this one.
   * Empty where there are no scopes.
   */
  synchronized List<String> words(Scope scope) {
    if (!(support() instanceof Support.Groups)) {
      return List.of();
    }
    List<String> words = new ArrayList<>();
    words.add(found().program().orElseThrow().toString());
    words.addAll(List.of("--scope", "--quiet"));
    if (collects) {
      words.add(COLLECT);
    }
    words.addAll(List.of("--unit=" + scope.unit(), "--slice=" + scope.slice()));
    // By default systemd shows the whole command line, which is the recorder's script.
    words.add("--description=" + scope.unit());
    words.addAll(List.of("-p", "CPUAccounting=yes", "-p", "MemoryAccounting=yes", "--"));
    return words;
  }

  /** A scope, or something else of systemd, was refused. */
  synchronized void refused(String why) {
    if (collects && why.contains(COLLECT)) {
      collects = false;
      return;
    }
    refusal = Optional.of(why);
    until = nanos.getAsLong() + REST.toNanos();
  }
}
