// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.resource;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.waagent.extension.handler.CommandKind;
import org.waagent.extension.handler.ResourceLimits;
import org.waagent.extension.handler.ResourceLimits.Service;
import org.waagent.goalstate.HandlerName;
import org.waagent.os.ResourceControl;
import org.waagent.os.ResourceControl.Quota;
import org.waagent.os.ResourceControl.Support;
import org.waagent.os.Scope;

/**
 * Groups and limits for commands of handlers: one slice for each handler, a scope in it for each
 * command. Nothing here fails a command. Where the machine has no groups nothing is done.
 */
@Component(service = Resources.class, configurationPid = CgroupsConfig.PID)
public final class Resources {
  private final Rules rules;
  private final ResourceControl control;
  private final Logger logger;
  private final Map<String, Quota> bounded = new ConcurrentHashMap<>();
  private final Map<String, Long> throttledBefore = new ConcurrentHashMap<>();
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /** Made by Declarative Services. */
  @Activate
  public Resources(
      CgroupsConfig config,
      @Reference ResourceControl control,
      @Reference(service = LoggerFactory.class) Logger logger) {
    this(Rules.of(config), control, logger);
  }

  Resources(Rules rules, ResourceControl control, Logger logger) {
    this.rules = rules;
    this.control = control;
    this.logger = logger;
  }

  /** The slice of a handler and of all its settings. A dash would lead into a deeper slice. */
  static String slice(HandlerName name) {
    return "azure-vmextensions-" + name.text().replace('-', '_') + ".slice";
  }

  /**
   * What a command is to run in. Limits of its version hold from here on.
   *
   * @param limits what the manifest of that version says
   * @throws InterruptedException if the agent stops
   */
  public Optional<Scope> scope(HandlerName name, CommandKind kind, ResourceLimits limits)
      throws InterruptedException {
    if (!(control.support() instanceof Support.Groups)) {
      return Optional.empty();
    }
    String slice = slice(name);
    if (!rules.covers(name)) {
      bound(slice, Quota.NONE, name);
      return Optional.empty();
    }
    if (!limits.odd().isEmpty() && told.add(slice + limits.odd())) {
      logger.info("[{}] Limits that make no sense do not count: {}", name, limits.odd());
    }
    bound(slice, rules.quota(limits.cpuPercent(), limits.memoryMegabytes()), name);
    throttledBefore.put(slice, throttled(slice));
    String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
    return Optional.of(new Scope(kind.word() + "_" + random, slice));
  }

  /**
   * A command has ended well: services it may have brought are bounded, and those it took away are
   * forgotten.
   *
   * @throws InterruptedException if the agent stops
   */
  public void ended(HandlerName name, CommandKind kind, ResourceLimits limits)
      throws InterruptedException {
    if (!(control.support() instanceof Support.Groups) || !rules.covers(name)) {
      return;
    }
    for (Service service : limits.services()) {
      if (kind == CommandKind.UNINSTALL) {
        if (bounded.containsKey(service.name())) {
          bound(service.name(), Quota.NONE, name);
        }
        bounded.remove(service.name());
      } else if (kind != CommandKind.DISABLE) {
        Quota quota = rules.quota(service.cpuPercent(), service.memoryMegabytes());
        bound(service.name(), quota, name);
      }
    }
    if (kind == CommandKind.UNINSTALL) {
      bound(slice(name), Quota.NONE, name);
      throttledBefore.remove(slice(name));
    }
  }

  /**
   * A handler is gone, whatever its commands said: nothing of its name is bounded any more.
   *
   * @throws InterruptedException if the agent stops
   */
  public void gone(HandlerName name) throws InterruptedException {
    if (control.support() instanceof Support.Groups) {
      bound(slice(name), Quota.NONE, name);
      bounded.remove(slice(name));
      throttledBefore.remove(slice(name));
    }
  }

  private void bound(String unit, Quota quota, HandlerName name) throws InterruptedException {
    if (quota.equals(bounded.get(unit))) {
      return;
    }
    try {
      if (control.bound(unit, quota)) {
        bounded.put(unit, quota);
        if (!quota.equals(Quota.NONE)) {
          logger.info("[{}] {} may use {}", name, unit, words(quota));
        }
      }
    } catch (IOException e) {
      if (told.add(unit)) {
        logger.warn("[{}] {} goes without limits: {}", name, unit, e.getMessage());
      }
    }
  }

  private static String words(Quota quota) {
    StringBuilder words = new StringBuilder();
    quota.cpuPercent().ifPresent(percent -> words.append(percent).append(" % of a processor "));
    quota.memoryBytes().ifPresent(bytes -> words.append(bytes).append(" bytes of memory"));
    return words.toString().strip();
  }

  /**
   * How long a handler was held back since its last command began, as far as that is known.
   *
   * @throws InterruptedException if the agent stops
   */
  public Optional<Duration> throttled(HandlerName name) throws InterruptedException {
    Long before = throttledBefore.get(slice(name));
    if (before == null) {
      return Optional.empty();
    }
    long nanos = throttled(slice(name)) - before;
    return nanos < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
  }

  private long throttled(String slice) throws InterruptedException {
    try {
      return control.usage(slice).map(usage -> usage.throttledNanos().orElse(0)).orElse(0L);
    } catch (IOException e) {
      logger.debug("Can't read what {} uses: {}", slice, e.getMessage());
      return 0;
    }
  }
}
