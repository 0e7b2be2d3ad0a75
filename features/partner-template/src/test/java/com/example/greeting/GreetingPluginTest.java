// SPDX-License-Identifier: Apache-2.0
package com.example.greeting;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Path;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.waagent.machine.TestMachine;
import org.waagent.plugin.AgentStart;
import org.waagent.plugin.Change;
import org.waagent.plugin.Check;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Removal;
import org.waagent.plugin.Wanted;

/** The plugin and its check, with the agent's real ports on a machine that is a folder. */
public final class GreetingPluginTest {
  private static final Wanted NOTHING = Wanted.nothing(new AgentStart("test"));

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private TestMachine machine;
  private Path file;

  @Before
  public void makeMachine() {
    machine = TestMachine.at(folder.getRoot().toPath());
    file = machine.directories().state("example.greeting").resolve("greeting");
  }

  private GreetingPlugin plugin(String text) {
    return new GreetingPlugin(machine.files(), machine.directories(), null, new Text(text));
  }

  private Check.Finding look(String text) throws IOException {
    return new GreetingCheck(machine.files(), machine.directories(), new Text(text)).look();
  }

  private static void apply(Plan plan) throws Exception {
    for (Change change : plan.changes()) {
      assertEquals(Outcome.done(), change.apply());
    }
  }

  @Test
  public void theGreetingIsWrittenOnce() throws Exception {
    Plan plan = plugin("Hi").plan(NOTHING);
    assertEquals("a plan changes nothing", false, machine.files().exists(file));

    apply(plan);

    assertEquals("Hi\n", machine.files().readText(file, 100));
    assertTrue("planned again there is nothing to do", plugin("Hi").plan(NOTHING).isEmpty());
  }

  @Test
  public void anotherGreetingTakesItsPlace() throws Exception {
    apply(plugin("Hi").plan(NOTHING));
    apply(plugin("Good day").plan(NOTHING));

    assertEquals("Good day\n", machine.files().readText(file, 100));
  }

  @Test
  public void itGoesWithTheAgent() throws Exception {
    apply(plugin("Hi").plan(NOTHING));

    assertTrue(plugin("Hi").removal(Removal.DEPROVISION).isEmpty());
    apply(plugin("Hi").removal(Removal.UNINSTALL));

    assertEquals(false, machine.files().exists(file));
  }

  @Test
  public void theDoctorSeesWhetherItIsThere() throws Exception {
    assertEquals(Check.Severity.WARNING, look("Hi").severity());

    apply(plugin("Hi").plan(NOTHING));

    assertEquals(Check.Severity.FINE, look("Hi").severity());
  }

  /** The configuration as Declarative Services would give it. */
  private record Text(String text) implements Config {
    @Override
    public Class<? extends Annotation> annotationType() {
      return Config.class;
    }
  }
}
