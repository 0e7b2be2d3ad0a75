// SPDX-License-Identifier: Apache-2.0
package com.example.greeting;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.mavenBundle;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.waagent.plugin.AgentStart;
import org.waagent.plugin.Change;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Wanted;

/** The bundle among the agent's own, in a real framework: wired, configured, at work. */
@RunWith(PaxExam.class)
public class GreetingContainerTest {
  /** In the order they start. */
  private static final List<String> PLATFORM =
      List.of(
          "org.osgi.util.function",
          "org.osgi.util.promise",
          "org.osgi.service.component",
          "org.apache.felix.log",
          "org.apache.felix.configadmin",
          "org.apache.felix.metatype",
          "org.apache.felix.scr",
          "api",
          "os",
          "config");

  @Inject private Plugin plugin;

  /** Runs outside of the framework, before it. */
  @Configuration
  public Option[] platform() throws Exception {
    Path folder = Files.createTempDirectory("greeting");
    Path conf = folder.resolve("waagent.conf");
    Files.writeString(conf, "Lib.Dir=" + folder + "\nGreeting.Text=Good day\n");
    String target = System.getProperty("greeting.target");
    List<Option> options = new ArrayList<>();
    options.add(cleanCaches());
    options.add(junitBundles());
    options.add(mavenBundle("org.slf4j", "slf4j-api", "1.7.36"));
    options.add(mavenBundle("org.slf4j", "slf4j-nop", "1.7.36").noStart());
    options.add(systemProperty("greeting.folder").value(folder.toString()));
    options.add(frameworkProperty("org.waagent.configuration-file").value(conf.toString()));
    options.add(frameworkProperty("org.waagent.mode").value("daemon"));
    for (String name : PLATFORM) {
      options.add(bundle("file:" + target + "/platform/" + name + ".jar").startLevel(3));
    }
    options.add(bundle("file:" + System.getProperty("greeting.bundle")).startLevel(4));
    return options.toArray(Option[]::new);
  }

  @Test
  public void itIsConfiguredByItsSectionAndDoesItsWork() throws Exception {
    Wanted nothing = Wanted.nothing(new AgentStart("test"));
    assertEquals(GreetingPlugin.NAME, plugin.name());

    for (Change change : plugin.plan(nothing).changes()) {
      change.apply();
    }

    Path file = Path.of(System.getProperty("greeting.folder"), "state/example.greeting/greeting");
    assertEquals("Good day\n", Files.readString(file));
    assertTrue(plugin.plan(nothing).isEmpty());
  }
}
