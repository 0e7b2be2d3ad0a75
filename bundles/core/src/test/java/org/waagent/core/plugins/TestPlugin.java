// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.plugins;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Report;
import org.waagent.plugin.Status;
import org.waagent.plugin.Wanted;

/** A plugin that does what the test says. */
public final class TestPlugin implements Plugin {
  private final String name;
  private final Function<Wanted, Plan> planning;
  private final Supplier<Report> reporting;
  private final List<Wanted> planned = new ArrayList<>();
  private volatile int overtaken;

  public TestPlugin(String name, Function<Wanted, Plan> planning) {
    this(name, planning, Report::none);
  }

  public TestPlugin(String name, Function<Wanted, Plan> planning, Supplier<Report> reporting) {
    this.name = name;
    this.planning = planning;
    this.reporting = reporting;
  }

  /** Facts of a plugin that settles those conditions and brings no feature. */
  public static PluginFacts facts(String... settles) {
    return new PluginFacts("1.0.0", List.of(), List.of(settles));
  }

  /** A report of one handler, {@code Acme.Tool}, in a state. */
  public static Report reportOf(String state) {
    Status status = new Status("Acme.Tool", "1.0.0", state, 0, Optional.empty(), Optional.empty());
    return new Report(List.of(status), Optional.empty());
  }

  /** What it was asked to plan for, in order. */
  public synchronized List<Wanted> planned() {
    return List.copyOf(planned);
  }

  /** How often it was told that something newer is wanted. */
  public int timesOvertaken() {
    return overtaken;
  }

  @Override
  public void overtaken() {
    overtaken++;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Plan plan(Wanted wanted) {
    synchronized (this) {
      planned.add(wanted);
    }
    return planning.apply(wanted);
  }

  @Override
  public Report report() {
    return reporting.get();
  }
}
