// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.os.Clock;
import org.waagent.os.Directories;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.os.NewFile;
import org.waagent.plugin.FrameworkProperties;

/**
 * Makes {@code logs.zip} and {@code results.txt} in {@code logcollector} below {@code Lib.Dir}. A
 * run that fails leaves those of the last one.
 */
@Component(service = Collector.class)
public final class Collector {
  private static final String FOLDER = "logcollector";
  private static final String ARCHIVE = "logs.zip";

  private static final Path KNOWN_CONFIGURATION = Path.of("/etc/waagent.conf");

  private final Files files;
  private final Places places;
  private final Clock clock;
  private final Limits limits;
  private final ReentrantLock running = new ReentrantLock();

  @Activate
  public Collector(
      BundleContext context,
      @Reference Files files,
      @Reference Directories directories,
      @Reference Clock clock) {
    this(files, Places.of(directories, configuration(context)), clock, Limits.USUAL);
  }

  Collector(Files files, Places places, Clock clock, Limits limits) {
    this.files = files;
    this.places = places;
    this.clock = clock;
    this.limits = limits;
  }

  private static Path configuration(BundleContext context) {
    String told = context.getProperty(FrameworkProperties.CONFIGURATION_FILE);
    return told == null ? KNOWN_CONFIGURATION : Path.of(told);
  }

  /**
   * Collects.
   *
   * @throws IOException if there is no archive, or only the last one; says why
   */
  Collected collect(Extent extent, Pace pace) throws IOException {
    return collect(CollectionPlan.of(extent, places), pace);
  }

  Collected collect(CollectionPlan plan, Pace pace) throws IOException {
    if (!running.tryLock()) {
      throw new IOException("logs are being collected already");
    }
    try {
      return run(plan, pace);
    } finally {
      running.unlock();
    }
  }

  private Collected run(CollectionPlan plan, Pace pace) throws IOException {
    Path folder = places.lib().resolve(FOLDER);
    files.makeFolder(folder, Mode.OWNER_FOLDER);
    // The Python agent may have made the folder readable for everybody.
    files.mode(folder, Mode.OWNER_FOLDER);
    files.sweep(folder);
    long free = files.freeSpace(folder);
    if (free < limits.free()) {
      throw new IOException("only " + free + " bytes are free below " + folder);
    }
    Path zip = folder.resolve(ARCHIVE);
    try (NewFile file = files.create(zip, Mode.OWNER_ONLY)) {
      Collecting collecting = new Collecting(files, plan, limits, pace, file);
      collecting.run(clock.instant());
      file.commit();
      files.write(folder.resolve(Results.NAME), collecting.results().bytes(), Mode.OWNER_ONLY);
      long size = files.look(zip).map(FileFacts::size).orElse(0L);
      return new Collected(zip, size, collecting.members(), collecting.leftOut());
    }
  }
}
