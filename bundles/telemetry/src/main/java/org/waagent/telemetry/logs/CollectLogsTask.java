// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.waagent.host.EventUpload;
import org.waagent.host.HostException;
import org.waagent.os.Clock;
import org.waagent.os.Files;
import org.waagent.plugin.PeriodicTask;

/** Collects, slowly, and sends what it collected. What fails is done again next time. */
@Component(service = CollectLogsTask.class)
public final class CollectLogsTask implements PeriodicTask {
  private static final int ATTEMPTS = 3;
  private static final Duration BETWEEN = Duration.ofSeconds(30);

  private final Collector collector;
  private final EventUpload upload;
  private final Files files;
  private final Clock clock;
  private final CollectionEvents events;
  private final Logger logger;

  /** Made by Declarative Services. */
  @Activate
  public CollectLogsTask(
      BundleContext context,
      @Reference Collector collector,
      @Reference EventUpload upload,
      @Reference Files files,
      @Reference Clock clock,
      @Reference(service = LoggerFactory.class) Logger logger) {
    this(collector, upload, files, clock, CollectionEvents.through(context), logger);
  }

  CollectLogsTask(
      Collector collector,
      EventUpload upload,
      Files files,
      Clock clock,
      CollectionEvents events,
      Logger logger) {
    this.collector = collector;
    this.upload = upload;
    this.files = files;
    this.clock = clock;
    this.events = events;
    this.logger = logger;
  }

  @Override
  public void run() throws IOException, HostException, InterruptedException {
    Duration begun = clock.sinceStart();
    logger.info("Starting log collection...");
    try {
      Collected collected = collector.collect(Extent.NORMAL, Pace.twentieth(clock));
      logger.info(
          "Collected {} files, {} bytes packed; taken out: {}",
          collected.members().size(),
          collected.size(),
          CollectLogsVerb.cuts(collected.cuts()));
      send(collected);
      logger.info("Successfully uploaded logs.");
      events.tell(true, "logs uploaded", clock.sinceStart().minus(begun));
    } catch (InterruptedIOException e) {
      throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
    } catch (IOException | HostException e) {
      String why = Optional.ofNullable(e.getMessage()).orElse(e.toString());
      events.tell(false, why, clock.sinceStart().minus(begun));
      throw e;
    }
  }

  private void send(Collected collected) throws IOException, HostException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try (InputStream zip = files.open(collected.zip())) {
        upload.logs(zip, collected.size());
        return;
      } catch (HostException e) {
        if (attempt == ATTEMPTS || !mayPass(e.kind())) {
          throw e;
        }
      }
      clock.pause(BETWEEN);
    }
  }

  private static boolean mayPass(HostException.Kind kind) {
    return switch (kind) {
      case UNREACHABLE, BUSY, GONE -> true;
      case REFUSED, MALFORMED, UNSUPPORTED, LOCAL -> false;
    };
  }
}
