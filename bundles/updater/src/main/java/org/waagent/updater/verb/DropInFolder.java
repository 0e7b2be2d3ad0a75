// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.verb;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.waagent.host.Cms;
import org.waagent.os.Clock;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.plugin.Conditions;
import org.waagent.updater.Updates;
import org.waagent.updater.config.AutoUpdateConfig;
import org.waagent.updater.config.FeaturesConfig;
import org.waagent.updater.partner.PartnerControl;

/** {@code Features.DropInDir}, watched for as long as the daemon runs. */
@Component(
    service = DropInFolder.class,
    immediate = true,
    configurationPid = {FeaturesConfig.PID, AutoUpdateConfig.PID})
public final class DropInFolder {
  /** Who copies an archive there takes a while. */
  private static final Duration SETTLED = Duration.ofSeconds(2);

  private static final Duration LATER = Duration.ofSeconds(30);

  private final Clock clock;
  private final Logger logger;
  private final DropIn dropIn;
  private final Optional<Closeable> watch;
  private final ThreadPoolExecutor lane =
      new ThreadPoolExecutor(
          1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), DropInFolder::thread);

  /** Made by Declarative Services. */
  @Activate
  public DropInFolder(
      BundleContext context,
      FeaturesConfig features,
      AutoUpdateConfig updating,
      @Reference(target = "(osgi.condition.id=org.waagent.daemon)") Condition daemon,
      @Reference(target = "(osgi.condition.id=" + Conditions.CONFIGURED + ")") Condition configured,
      @Reference Updates updates,
      @Reference PartnerControl partners,
      @Reference Files files,
      @Reference Directories directories,
      @Reference Clock clock,
      @Reference Cms cms,
      @Reference(service = LoggerFactory.class) Logger logger) {
    this.clock = clock;
    this.logger = logger;
    Desk.Services services =
        new Desk.Services(
            updates, partners, files, directories, clock, cms, Optional.empty(), Optional.empty());
    Path folder = Path.of("/").resolve(features.dropInDir());
    this.dropIn = new DropIn(Desk.of(context, services, features, updating), folder, logger);
    lane.allowCoreThreadTimeOut(true);
    this.watch = features.dropInDir().isBlank() ? Optional.empty() : watch(files, folder);
    if (watch.isPresent()) {
      soon(SETTLED);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "drop-in");
    thread.setDaemon(true);
    return thread;
  }

  private Optional<Closeable> watch(Files files, Path folder) {
    try {
      return Optional.of(files.watch(folder, () -> soon(SETTLED)));
    } catch (IOException e) {
      logger.warn("{} is not watched: {}", folder, e.toString());
      return Optional.empty();
    }
  }

  private void soon(Duration time) {
    clock.after(time, this::hand);
  }

  private void hand() {
    try {
      lane.execute(this::look);
    } catch (RejectedExecutionException e) {
      logger.debug("the drop-in folder is left alone: the agent stops");
    }
  }

  private void look() {
    try {
      if (dropIn.look()) {
        soon(LATER);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      logger.warn("The drop-in folder: {}", e.toString());
    }
  }

  /** Leaves the folder alone. */
  @Deactivate
  void close() throws IOException {
    lane.shutdownNow();
    if (watch.isPresent()) {
      watch.get().close();
    }
  }
}
