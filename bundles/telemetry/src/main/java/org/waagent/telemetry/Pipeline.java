// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;
import org.waagent.goalstate.GoalState;
import org.waagent.host.EventUpload;
import org.waagent.host.InstanceMetadata;
import org.waagent.os.Clock;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.os.Machine;
import org.waagent.telemetry.collect.ExtensionEvents;
import org.waagent.telemetry.collect.LegacyEvents;
import org.waagent.telemetry.facts.Identity;
import org.waagent.telemetry.send.Delivery;
import org.waagent.telemetry.send.Worker;
import org.waagent.telemetry.spool.Losses;
import org.waagent.telemetry.spool.Spool;

/** The way of an event: memory, disk, host. */
final class Pipeline {
  private static final Duration FIRST_SENT = Duration.ofSeconds(5);

  private final Losses losses;
  private final Identity identity;
  private final Spool spool;
  private final Delivery delivery;
  private final Intake intake;
  private final LegacyEvents legacy;
  private final ExtensionEvents extensions;

  /** What it stands on. */
  record Ports(
      String version,
      Files files,
      Directories directories,
      Clock clock,
      Machine machine,
      Supplier<EventUpload> upload,
      Supplier<InstanceMetadata> metadata,
      Logger logger) {}

  Pipeline(Ports ports) {
    Files files = ports.files();
    Clock clock = ports.clock();
    Logger logger = ports.logger();
    this.losses = new Losses(clock::sinceStart, logger);
    this.identity =
        new Identity(ports.version(), files, ports.machine(), ports.metadata(), clock, logger);
    this.spool = new Spool(ports.directories().lib().resolve("events"), files, clock, losses);
    Worker sender = new Worker("telemetry-sender");
    this.delivery = new Delivery(spool, identity, ports.upload(), clock, sender, losses, logger);
    Worker saver = new Worker("telemetry-saver");
    this.intake = new Intake(spool, identity, delivery, clock, saver, losses, logger);
    this.legacy = new LegacyEvents(files, clock, identity, spool, losses);
    this.extensions =
        new ExtensionEvents(
            ports.directories().extensionLogs(), files, clock, identity, spool, losses, logger);
  }

  Intake intake() {
    return intake;
  }

  Identity identity() {
    return identity;
  }

  Spool spool() {
    return spool;
  }

  Delivery delivery() {
    return delivery;
  }

  Losses losses() {
    return losses;
  }

  void goalState(GoalState newest) {
    identity.goalState(newest);
    delivery.open(FIRST_SENT);
  }

  /** Takes over what others wrote into the folder of events, by whatever agent. */
  void collectLegacy() throws IOException {
    legacy.collect();
    if (!spool.waiting().isEmpty()) {
      delivery.soon(FIRST_SENT);
    }
  }

  /** Takes over what extensions wrote. */
  void collectExtensions() throws IOException {
    if (extensions.collect() > 0) {
      delivery.soon(Duration.ZERO);
    }
  }

  /** Ends, with all that came on disk. */
  void close() {
    intake.close();
    delivery.close();
  }
}
