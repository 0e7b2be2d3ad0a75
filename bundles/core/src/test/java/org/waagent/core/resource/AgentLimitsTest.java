// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.waagent.machine.TestLog;
import org.waagent.os.ResourceControl;

@Tag("V15")
class AgentLimitsTest {
  private final Groups groups = new Groups();
  private final Config config = new Config();
  private final TestLog log = new TestLog();
  private final AgentLimits limits = new AgentLimits(groups, log.logger(), config);

  @Test
  void holdsTheAgentToItsShareAndSaysSoOnce() throws Exception {
    limits.run();
    limits.run();
    assertThat(groups.bounds).containsExactly("waagent.service 50.0");
    assertThat(log.lines()).containsExactly("INFO waagent.service may use 50 % of a processor");
  }

  @Test
  void liftsTheLimitForGoodOnceTheAgentWasHeldBackForLong() throws Exception {
    limits.run();
    groups.throttled = Duration.ofSeconds(120);
    limits.run();
    groups.throttled = Duration.ofSeconds(241);
    limits.run();
    limits.run();
    assertThat(groups.bounds).containsExactly("waagent.service 50.0", "waagent.service none");
    assertThat(log.lines())
        .endsWith(
            "INFO The agent was held back for 121 s since the last look",
            "INFO waagent.service is not held to a share of a processor any more");
  }

  @Test
  void liftsTheLimitWhileProcessesOfOthersStay() throws Exception {
    limits.run();
    groups.others = List.of(812L);
    limits.run();
    assertThat(groups.bounds).hasSize(1);
    limits.run();
    assertThat(groups.bounds).containsExactly("waagent.service 50.0", "waagent.service none");
    groups.others = List.of(813L);
    limits.run();
    assertThat(groups.bounds).hasSize(3).endsWith("waagent.service 50.0");
  }

  @Test
  void noLimitIsSetWhereNoneIsWanted() throws Exception {
    config.quota = 0;
    limits.run();
    assertThat(groups.bounds).containsExactly("waagent.service none");
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void nothingIsAskedWhereThereAreNoGroupsOrNoService() throws Exception {
    groups.support = new ResourceControl.Support.None("no systemd");
    limits.run();
    groups.support = new ResourceControl.Support.Refused("no answer");
    limits.run();
    groups.support = new ResourceControl.Support.Groups(2);
    groups.service = Optional.empty();
    limits.run();
    assertThat(groups.bounds).isEmpty();
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void whatWasRefusedIsTriedAgain() throws Exception {
    groups.accepts = false;
    limits.run();
    groups.accepts = true;
    limits.run();
    assertThat(groups.bounds).hasSize(2);
    assertThat(log.lines()).hasSize(1);
  }

  @Test
  void tellsOfMuchMemoryOnlyWhereItIsLookedAt() throws Exception {
    groups.memory = 40_000_000;
    limits.run();
    assertThat(log.lines()).hasSize(1);
    config.memory = true;
    limits.run();
    limits.run();
    groups.memory = 30_000_000;
    limits.run();
    assertThat(log.lines())
        .hasSize(3)
        .contains(
            "INFO The agent uses 40000000 bytes of memory, more than Debug.AgentMemoryQuota",
            "INFO The agent uses 30000000 bytes of memory, not more than Debug.AgentMemoryQuota");
  }

  private static final class Config implements DebugConfig {
    private int quota = 50;
    private boolean memory;

    @Override
    public int agentCpuQuota() {
      return quota;
    }

    @Override
    public int agentCpuThrottledTimeThreshold() {
      return 120;
    }

    @Override
    public int agentMemoryQuota() {
      return 31_457_280;
    }

    @Override
    public boolean enableAgentMemoryUsageCheck() {
      return memory;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return DebugConfig.class;
    }
  }

  private static final class Groups implements ResourceControl {
    private final List<String> bounds = new ArrayList<>();
    private Support support = new Support.Groups(2);
    private Optional<String> service = Optional.of("waagent.service");
    private Duration throttled = Duration.ZERO;
    private long memory;
    private List<Long> others = List.of();
    private boolean accepts = true;

    @Override
    public Support support() {
      return support;
    }

    @Override
    public boolean bound(String unit, Quota quota) throws IOException {
      bounds.add(
          unit
              + " "
              + (quota.cpuPercent().isPresent() ? quota.cpuPercent().getAsDouble() : "none"));
      return accepts;
    }

    @Override
    public Optional<Usage> usage(String unit) {
      OptionalLong none = OptionalLong.empty();
      return Optional.of(
          new Usage(
              none,
              OptionalLong.of(throttled.toNanos()),
              OptionalLong.of(memory),
              none,
              none,
              none,
              none,
              none));
    }

    @Override
    public List<Long> others(String unit) {
      return others;
    }

    @Override
    public Optional<String> ownService() {
      return service;
    }
  }
}
