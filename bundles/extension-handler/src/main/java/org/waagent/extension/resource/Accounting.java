// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.resource;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.service.log.Logger;
import org.waagent.extension.handler.ExtensionFailure;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.HandlerManifest;
import org.waagent.extension.handler.HandlerState;
import org.waagent.extension.handler.HandlerStore;
import org.waagent.extension.handler.ResourceLimits;
import org.waagent.host.Measurement;
import org.waagent.os.Clock;
import org.waagent.os.Files;
import org.waagent.os.ResourceControl;
import org.waagent.os.ResourceControl.Support;
import org.waagent.os.ResourceControl.Usage;
import org.waagent.plugin.PeriodicTask;

/** Tells what the agent, its extensions and their services use. */
final class Accounting implements PeriodicTask {
  private final ResourceControl control;
  private final Files files;
  private final HandlerStore store;
  private final Clock clock;
  private final Consumer<Measurement> sink;
  private final Logger logger;
  private final Figures figures = new Figures();

  Accounting(
      ResourceControl control,
      Files files,
      HandlerStore store,
      Clock clock,
      Consumer<Measurement> sink,
      Logger logger) {
    this.control = control;
    this.files = files;
    this.store = store;
    this.clock = clock;
    this.sink = sink;
    this.logger = logger;
  }

  @Override
  public void run() throws IOException, InterruptedException {
    if (!(control.support() instanceof Support.Groups)) {
      return;
    }
    Set<String> active = new HashSet<>();
    for (Map.Entry<String, String> unit : units().entrySet()) {
      Optional<Usage> usage = usage(unit.getKey());
      if (usage.isPresent()) {
        active.add(unit.getKey());
        Duration now = clock.sinceStart();
        figures.of(unit.getKey(), unit.getValue(), usage.get(), now).forEach(sink);
      }
    }
    figures.keep(active);
  }

  /** Units, each with the name of its figures. */
  private Map<String, String> units() throws IOException {
    Map<String, String> units = new LinkedHashMap<>();
    control.ownService().ifPresent(own -> units.put(own, own));
    for (HandlerFolder folder : store.all()) {
      if (store.state(folder) == HandlerState.ENABLED) {
        String instance = folder.name() + "-" + folder.version();
        units.put(Resources.slice(folder.name()), instance);
        for (ResourceLimits.Service service : limits(folder).services()) {
          units.put(service.name(), service.name());
        }
      }
    }
    return units;
  }

  private ResourceLimits limits(HandlerFolder folder) {
    try {
      return HandlerManifest.of(files, folder).limits();
    } catch (ExtensionFailure e) {
      logger.debug("{} is counted without its services: {}", folder.path(), e.getMessage());
      return ResourceLimits.NONE;
    }
  }

  /** One unit that can't be read keeps no other one from being told. */
  private Optional<Usage> usage(String unit) throws InterruptedException {
    try {
      return control.usage(unit);
    } catch (IOException e) {
      logger.debug("Can't read what {} uses: {}", unit, e.getMessage());
      return Optional.empty();
    }
  }
}
