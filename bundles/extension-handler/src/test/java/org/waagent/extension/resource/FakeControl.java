// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.resource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.waagent.machine.TestLog;
import org.waagent.os.ResourceControl;

/** Groups that note what was asked of them; none until some are offered. */
public final class FakeControl implements ResourceControl {
  public final List<String> bounds = new ArrayList<>();
  public final Map<String, Usage> usages = new HashMap<>();
  public final Set<String> missing = new HashSet<>();
  public final TestLog log = new TestLog();
  public Support support = new Support.None("this is a test");
  public Optional<IOException> failure = Optional.empty();

  /** The same, with groups. */
  public FakeControl offering() {
    support = new Support.Groups(2);
    return this;
  }

  public Resources resources() {
    return resources(true, false, List.of());
  }

  public Resources resources(boolean enforced, boolean memoryToo, List<String> excluded) {
    return new Resources(
        new Rules(true, enforced, memoryToo && enforced, excluded), this, log.logger());
  }

  public Resources disabled() {
    return new Resources(new Rules(false, true, false, List.of()), this, log.logger());
  }

  @Override
  public Support support() {
    return support;
  }

  @Override
  public boolean bound(String unit, Quota quota) throws IOException {
    if (failure.isPresent()) {
      throw failure.get();
    }
    if (missing.contains(unit)) {
      return false;
    }
    bounds.add(unit + " " + text(quota.cpuPercent()) + " " + text(quota.memoryBytes()));
    return true;
  }

  private static String text(OptionalDouble value) {
    return value.isPresent() ? Double.toString(value.getAsDouble()) : "-";
  }

  private static String text(OptionalLong value) {
    return value.isPresent() ? Long.toString(value.getAsLong()) : "-";
  }

  @Override
  public Optional<Usage> usage(String unit) throws IOException {
    if (failure.isPresent()) {
      throw failure.get();
    }
    return Optional.ofNullable(usages.get(unit));
  }

  @Override
  public Optional<String> ownService() {
    return Optional.of("waagent.service");
  }

  /** A use of processor time, time held back and memory; of the rest nothing is known. */
  public static Usage usage(long cpuNanos, long throttledNanos, long memory) {
    OptionalLong none = OptionalLong.empty();
    return new Usage(
        OptionalLong.of(cpuNanos),
        OptionalLong.of(throttledNanos),
        OptionalLong.of(memory),
        none,
        none,
        OptionalLong.of(memory),
        none,
        none);
  }
}
