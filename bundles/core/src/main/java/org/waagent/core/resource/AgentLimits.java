// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.resource;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.waagent.os.ResourceControl;
import org.waagent.os.ResourceControl.Quota;
import org.waagent.os.ResourceControl.Support;
import org.waagent.os.ResourceControl.Usage;
import org.waagent.plugin.PeriodicTask;

/**
 * Holds the agent's own service to its share of a processor, as long as that holds back nobody
 * else: not while processes of others stay in its group, such as commands of extensions without a
 * group of their own, and not any more once the agent was held back for long.
 */
@Component(
    configurationPid = DebugConfig.PID,
    property = {PeriodicTask.NAME + "=agent-limits", PeriodicTask.PERIOD + ":Integer=300"})
public final class AgentLimits implements PeriodicTask {
  private final ResourceControl control;
  private final DebugConfig config;
  private final Logger logger;
  private Optional<Quota> applied = Optional.empty();
  private Set<Long> strangers = Set.of();
  private OptionalLong throttled = OptionalLong.empty();
  private boolean givenUp;
  private boolean large;

  /** Made by Declarative Services. */
  @Activate
  public AgentLimits(
      @Reference ResourceControl control,
      @Reference(service = LoggerFactory.class) Logger logger,
      DebugConfig config) {
    this.control = control;
    this.logger = logger;
    this.config = config;
  }

  @Override
  public void run() throws IOException, InterruptedException {
    if (!(control.support() instanceof Support.Groups)) {
      return;
    }
    Optional<String> own = control.ownService();
    if (own.isPresent()) {
      look(own.get());
    }
  }

  private void look(String service) throws IOException, InterruptedException {
    Optional<Usage> usage = control.usage(service);
    usage.ifPresent(this::lookAtProcessor);
    if (config.enableAgentMemoryUsageCheck()) {
      usage.ifPresent(this::lookAtMemory);
    }
    boolean alone = staying(service).isEmpty();
    boolean bound = config.agentCpuQuota() > 0 && alone && !givenUp;
    apply(service, bound ? quota() : Quota.NONE);
  }

  private Quota quota() {
    return new Quota(OptionalDouble.of(config.agentCpuQuota()), OptionalLong.empty());
  }

  /** What the agent runs itself is over soon; only who is met twice stays. */
  private Set<Long> staying(String service) throws IOException, InterruptedException {
    Set<Long> now = Set.copyOf(control.others(service));
    Set<Long> both = new HashSet<>(now);
    both.retainAll(strangers);
    strangers = now;
    return both;
  }

  private void lookAtProcessor(Usage usage) {
    OptionalLong before = throttled;
    throttled = usage.throttledNanos();
    if (before.isEmpty() || throttled.isEmpty() || givenUp) {
      return;
    }
    Duration held = Duration.ofNanos(throttled.getAsLong() - before.getAsLong());
    if (held.toSeconds() > config.agentCpuThrottledTimeThreshold()) {
      givenUp = true;
      logger.info("The agent was held back for {} s since the last look", held.toSeconds());
    }
  }

  private void lookAtMemory(Usage usage) {
    long bytes = usage.memoryBytes().orElse(0);
    if (bytes > config.agentMemoryQuota() != large) {
      large = !large;
      logger.info(
          "The agent uses {} bytes of memory, {} than Debug.AgentMemoryQuota",
          bytes,
          large ? "more" : "not more");
    }
  }

  private void apply(String service, Quota quota) throws IOException, InterruptedException {
    if (applied.filter(quota::equals).isPresent() || !control.bound(service, quota)) {
      return;
    }
    if (applied.isPresent() || !quota.equals(Quota.NONE)) {
      logger.info("{}", words(service, quota));
    }
    applied = Optional.of(quota);
  }

  private String words(String service, Quota quota) {
    if (!quota.equals(Quota.NONE)) {
      return service + " may use " + config.agentCpuQuota() + " % of a processor";
    }
    return service
        + " is not held to a share of a processor any more"
        + (givenUp ? "" : ": processes of others stay in its group");
  }
}
