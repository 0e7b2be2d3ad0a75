// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.medium;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.osgi.service.log.Logger;
import org.waagent.host.HostException;
import org.waagent.os.Clock;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.provisioning.medium.DvdSource.MissingException;
import org.waagent.provisioning.ovf.OvfDocument;
import org.waagent.provisioning.ovf.OvfException;
import org.waagent.provisioning.ovf.OvfFile;
import org.waagent.provisioning.ovf.OvfWriter;
import org.waagent.provisioning.step.BackOff;
import org.waagent.provisioning.step.Codes;

/**
 * The change that gets hold of the OVF environment: from the medium, else from the metadata
 * service. What it found is held in memory only, as it has the password.
 */
public final class MediumReader implements Change {
  /** Drives may show up late; what is not there by then does not come. */
  static final Duration LIMIT = Duration.ofMinutes(2);

  private static final BackOff AGAIN = new BackOff(Duration.ofSeconds(2), Duration.ofSeconds(20));

  /** Looks at the drives before the second source is asked. */
  private static final int ENOUGH = 3;

  private final DvdSource drives;
  private final MetadataSource metadata;
  private final OvfFile copy;
  private final Clock clock;
  private final Noting found;
  private final Logger logger;
  private Optional<Reading> reading = Optional.empty();
  private Optional<Duration> since = Optional.empty();
  private int looks;

  /** Hears that the document is there. */
  @FunctionalInterface
  public interface Noting {
    /**
     * The document is read and kept.
     *
     * @throws IOException if that can't be noted
     */
    void found() throws IOException;
  }

  /**
   * @param metadata the second source
   * @param found is told once the document is there
   */
  public MediumReader(
      DvdSource drives,
      MetadataSource metadata,
      OvfFile copy,
      Clock clock,
      Noting found,
      Logger logger) {
    this.drives = drives;
    this.metadata = metadata;
    this.copy = copy;
    this.clock = clock;
    this.found = found;
    this.logger = logger;
  }

  /**
   * What the medium says now, for who looks before. Nothing is kept, and nobody else is asked.
   *
   * @throws MissingException if there is no medium that can be read; says why
   * @throws OvfException if what it has is no OVF environment
   */
  public Reading look() throws IOException, OvfException, MissingException, InterruptedException {
    return drives.look();
  }

  /** What was found; empty until then. */
  public synchronized Optional<Reading> reading() {
    return reading;
  }

  @Override
  public String id() {
    return "read the provisioning medium";
  }

  @Override
  public Optional<Duration> limit() {
    return Optional.of(LIMIT);
  }

  @Override
  public synchronized Outcome apply() throws InterruptedException {
    if (since.isEmpty()) {
      since = Optional.of(clock.sinceStart());
    }
    looks++;
    try {
      return took(drives.read());
    } catch (OvfException e) {
      return new Outcome.Failed(Codes.BAD_DOCUMENT, e.getMessage());
    } catch (MissingException e) {
      return other(e.getMessage());
    } catch (IOException e) {
      return later("the provisioning medium can't be read or kept: " + e);
    }
  }

  private Outcome took(Reading read) throws IOException {
    read.document().oddities().forEach(logger::warn);
    if (read.document().environment().preprovisioned()) {
      logger.warn("This machine was made for a pool; it is provisioned as it is");
    }
    logger.info("The OVF environment comes from {}", read.source());
    reading = Optional.of(read);
    found.found();
    return Outcome.done();
  }

  private Outcome other(String seen) {
    String none = "the provisioning medium was not found: " + seen;
    return looks < ENOUGH ? later(none) : second(none + "; the metadata service does not help: ");
  }

  private Outcome second(String none) {
    try {
      Optional<Reading> told = metadata.read();
      if (told.isEmpty()) {
        return later(none + "it names no user with a key");
      }
      copy.keep(OvfWriter.write(told.get().document().environment()));
      return took(told.get());
    } catch (HostException e) {
      return later(none + e.getMessage());
    } catch (IOException | OvfException e) {
      return later("the OVF environment can't be kept: " + e);
    }
  }

  private Outcome later(String why) {
    boolean over = clock.sinceStart().minus(since.orElseThrow()).compareTo(LIMIT) >= 0;
    return over
        ? new Outcome.Failed(Codes.NO_MEDIUM, why)
        : new Outcome.RetryLater(why, clock.instant().plus(AGAIN.after(looks)));
  }

  /**
   * What a killed predecessor kept is enough where nothing secret is needed any more.
   *
   * @param complete whether the copy has all that is still needed
   */
  public synchronized Optional<Reading> kept(Predicate<OvfDocument> complete) {
    try {
      return copy.read()
          .filter(complete)
          .map(document -> new Reading(document, Optional.empty(), copy.path().toString()));
    } catch (IOException | OvfException e) {
      logger.debug("The copy of the OVF environment does not help: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
