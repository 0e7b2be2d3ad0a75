// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.MetaTypeService;
import org.waagent.os.Clock;
import org.waagent.os.Files;
import org.waagent.plugin.Conditions;
import org.waagent.plugin.FrameworkProperties;

/** The component between {@code waagent.conf} and ConfigAdmin. */
@Component(service = Bridge.class, immediate = true)
@Capability(
    namespace = "osgi.service",
    attribute = {
      "objectClass:List<String>='org.osgi.service.condition.Condition'",
      "osgi.condition.id=" + Conditions.CONFIGURED
    },
    uses = Condition.class)
public final class Bridge {
  /** An editor may truncate a file and then write it. */
  private static final Duration SETTLE = Duration.ofMillis(300);

  /** Nothing waits for the watch and the report, and much waits for this component. */
  private static final Duration LATER = Duration.ofSeconds(3);

  private final BundleContext context;
  private final Files files;
  private final Clock clock;
  private final Logger logger;
  private final Optional<Path> path;
  private final ConfSource source;
  private final LiveConfiguration live;
  private final SynchronousBundleListener bundles = this::changed;
  private final AtomicBoolean reloadIsDue = new AtomicBoolean();
  private final AtomicReference<Closeable> watch = new AtomicReference<>(NoWatch.NOT_YET);

  /** Writes the configurations, then says so. */
  @Activate
  public Bridge(
      BundleContext context,
      @Reference Files files,
      @Reference Clock clock,
      @Reference ConfigurationAdmin admin,
      @Reference MetaTypeService metatypes,
      @Reference(service = LoggerFactory.class) Logger logger) {
    this.context = context;
    this.files = files;
    this.clock = clock;
    this.logger = logger;
    String name = context.getProperty(FrameworkProperties.CONFIGURATION_FILE);
    this.path = name == null || name.isEmpty() ? Optional.empty() : Optional.of(Path.of(name));
    this.source = new ConfSource(files);
    this.live =
        new LiveConfiguration(
            path, source, new Metatypes(metatypes, logger), new Sections(admin, logger), logger);
    context.addBundleListener(bundles);
    live.start(context.getBundles());
    sayConfigured();
    String mode = context.getProperty(FrameworkProperties.MODE);
    if (path.isPresent() && !FrameworkProperties.ONE_SHOT.equals(mode)) {
      clock.after(LATER, () -> apart(this::watch));
    }
  }

  /** What holds until the bridge is back; nothing of it is taken back. */
  @Deactivate
  public void deactivate() throws IOException {
    context.removeBundleListener(bundles);
    watch.getAndSet(NoWatch.OVER).close();
  }

  Current current() {
    return live.current();
  }

  /** The file the launcher named. */
  Optional<Path> path() {
    return path;
  }

  ConfSource source() {
    return source;
  }

  /**
   * The condition outlives this component: configurations stay when only a port is replaced. It
   * does not outlive the bundle, so that of one that is about to be replaced does not count.
   */
  private void sayConfigured() {
    String id = Condition.CONDITION_ID;
    try {
      String filter = "(" + id + "=" + Conditions.CONFIGURED + ")";
      if (context.getServiceReferences(Condition.class, filter).stream()
          .noneMatch(said -> context.getBundle().equals(said.getBundle()))) {
        Map<String, Object> properties = Map.of(id, Conditions.CONFIGURED);
        context.registerService(
            Condition.class, Condition.INSTANCE, FrameworkUtil.asDictionary(properties));
      }
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A single command neither watches the file nor reports on it. */
  private void watch() {
    try {
      Closeable begun = files.watch(path.orElseThrow(), this::fileChanged);
      if (!watch.compareAndSet(NoWatch.NOT_YET, begun)) {
        begun.close();
        return;
      }
    } catch (IOException e) {
      logger.warn("{} cannot be watched, changes count from the next start on", path.get(), e);
    }
    // The file may have changed before it was watched.
    reload();
  }

  private void fileChanged() {
    if (reloadIsDue.compareAndSet(false, true)) {
      clock.after(SETTLE, () -> apart(this::reload));
    }
  }

  /** The timer's thread only hands work over; a thread for so rare an event costs nothing idle. */
  private static void apart(Runnable work) {
    Thread thread = new Thread(work, "config");
    thread.setDaemon(true);
    thread.start();
  }

  private void reload() {
    reloadIsDue.set(false);
    if (watch.get() == NoWatch.OVER) {
      return;
    }
    try {
      live.reload();
    } catch (RuntimeException e) {
      logger.error("{} changed, but was not taken over", live.current().file().name(), e);
    }
  }

  private void changed(BundleEvent event) {
    if (event.getType() == BundleEvent.RESOLVED) {
      live.arrived(event.getBundle());
    } else if (event.getType() == BundleEvent.UNINSTALLED) {
      live.left(event.getBundle());
    }
  }

  private enum NoWatch implements Closeable {
    NOT_YET,
    OVER;

    @Override
    public void close() {
      // There is nothing to end.
    }
  }
}
