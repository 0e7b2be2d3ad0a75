// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.service.log.Logger;
import org.waagent.conf.BadConfException;
import org.waagent.conf.ConfFile;

/** Keeps ConfigAdmin in line with the file and with what the installed bundles declare. */
final class LiveConfiguration {
  private final Optional<Path> path;
  private final ConfSource source;
  private final Metatypes metatypes;
  private final Sections sections;
  private final Logger logger;
  private final Object lock = new Object();
  private volatile Current current;
  private boolean everRead;
  private List<Finding> told = List.of();

  /**
   * @param path of the file; empty if the launcher named none
   */
  LiveConfiguration(
      Optional<Path> path,
      ConfSource source,
      Metatypes metatypes,
      Sections sections,
      Logger logger) {
    this.path = path;
    this.source = source;
    this.metatypes = metatypes;
    this.sections = sections;
    this.logger = logger;
    String name = path.map(Path::toString).orElse("no configuration file");
    this.current = Current.of(ConfFile.empty(name), Declarations.NONE);
  }

  Current current() {
    return current;
  }

  /** The first reading. Without a usable file ConfigAdmin stays as it is: the defaults hold. */
  void start(Bundle[] bundles) {
    synchronized (lock) {
      for (Bundle bundle : bundles) {
        metatypes.read(bundle);
      }
      current = current.with(metatypes.all());
      read();
      apply();
    }
  }

  /** The file may have changed. A bad one changes nothing and is told once. */
  void reload() {
    synchronized (lock) {
      read();
      log("changed", apply());
      tell();
    }
  }

  /** A bundle came, or came anew: its keys get their types before it is started. */
  void arrived(Bundle bundle) {
    synchronized (lock) {
      if (metatypes.read(bundle)) {
        current = current.with(metatypes.all());
        log("typed for " + bundle.getSymbolicName(), apply());
      }
    }
  }

  /** A bundle went: what another version of it declares holds again. */
  void left(Bundle bundle) {
    synchronized (lock) {
      if (metatypes.forget(bundle)) {
        current = current.with(metatypes.all());
        log("typed without " + bundle.getSymbolicName(), apply());
      }
    }
  }

  /** Tells odd lines in one entry of the log, unless they were told before. */
  void tell() {
    synchronized (lock) {
      List<Finding> odd = Findings.odd(Findings.of(current));
      if (odd.equals(told)) {
        return;
      }
      told = odd;
      if (Finding.worst(odd) == Finding.Weight.ERROR) {
        logger.warn("{}", Findings.inOneLine(current.file().name(), odd));
      } else if (!odd.isEmpty()) {
        logger.info("{}", Findings.inOneLine(current.file().name(), odd));
      }
    }
  }

  private void read() {
    try {
      if (path.isEmpty()) {
        throw new BadConfException("The configuration file", "is not named by the launcher");
      }
      current = Current.of(source.read(path.get()), current.declarations());
      everRead = true;
    } catch (BadConfException e) {
      boolean news = current.trouble().isEmpty() || !same(current.trouble().get(), e);
      current = current.with(e);
      if (news) {
        String holds = everRead ? "what held before still holds" : "the defaults hold";
        logger.error("{}; {}", e.getMessage(), holds);
      }
    }
  }

  private static boolean same(BadConfException a, BadConfException b) {
    return a.reason().equals(b.reason());
  }

  /**
   * Before a file was read nothing is known, so nothing is taken away: this bundle may have been
   * replaced in a running agent while the file is bad.
   */
  private List<String> apply() {
    return everRead ? sections.apply(wanted()) : List.of();
  }

  /**
   * A section that a bundle declares has its configuration even if it is empty: of several that one
   * component has, Declarative Services misses those behind one that is not there.
   */
  private Map<String, Map<String, Object>> wanted() {
    Map<String, Map<String, Object>> wanted = new HashMap<>(current.settings().sections());
    current
        .declarations()
        .all()
        .forEach(declared -> wanted.putIfAbsent(declared.property().pid(), Map.of()));
    return wanted;
  }

  private void log(String why, List<String> changed) {
    if (!changed.isEmpty()) {
      logger.info("{} {}: {}", current.file().name(), why, String.join(", ", changed));
    }
  }
}
