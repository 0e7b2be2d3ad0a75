// SPDX-License-Identifier: Apache-2.0
package org.waagent.containers;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.waagent.host.ArtifactSource;
import org.waagent.host.Cms;
import org.waagent.host.EndpointInUse;
import org.waagent.host.EndpointSource;
import org.waagent.host.GoalStateSource;
import org.waagent.host.HealthSink;
import org.waagent.host.InstanceMetadata;
import org.waagent.host.Proxy;
import org.waagent.host.StatusSink;
import org.waagent.os.BlockDevices;
import org.waagent.os.Clock;
import org.waagent.os.Directories;
import org.waagent.os.Machine;
import org.waagent.os.ResourceControl;
import org.waagent.os.Services;
import org.waagent.os.Shell;
import org.waagent.os.Users;
import org.waagent.plugin.Check;
import org.waagent.plugin.PeriodicTask;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Replan;
import org.waagent.plugin.Verb;

/** The bundles find each other, and hear of their configuration. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class WiringTest {
  private static final List<Class<?>> PORTS =
      List.of(
          org.waagent.os.Files.class,
          Shell.class,
          Clock.class,
          Machine.class,
          Directories.class,
          Services.class,
          Users.class,
          BlockDevices.class,
          ResourceControl.class,
          GoalStateSource.class,
          EndpointSource.class,
          StatusSink.class,
          HealthSink.class,
          ArtifactSource.class,
          Cms.class,
          Proxy.class,
          EndpointInUse.class,
          InstanceMetadata.class,
          PeriodicTask.class,
          Replan.class,
          Plugin.class);

  @Inject private BundleContext context;
  @Inject private ServiceComponentRuntime components;
  private Inside inside;

  @Configuration
  public Option[] platform() throws Exception {
    Path folder = Platform.folder();
    List<String> lines = new ArrayList<>(Azure.start(folder));
    lines.add("Extensions.GoalStatePeriod=1");
    return new Option[] {Platform.in(folder, lines)};
  }

  @Before
  public void look() throws Exception {
    inside = new Inside(context, components);
    inside.awaitSatisfied();
  }

  @Test
  public void everyBundleIsActive() {
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getSymbolicName().startsWith("org.waagent.")) {
        assertEquals("state of " + bundle, Bundle.ACTIVE, bundle.getState());
      }
    }
  }

  @Test
  public void everyPortHasItsProvider() {
    for (Class<?> port : PORTS) {
      ServiceReference<?> provider = context.getServiceReference(port);
      assertNotNull("nobody provides " + port.getName(), provider);
      assertNotNull(
          "the provider of " + port.getName() + " does not come up", context.getService(provider));
    }
  }

  @Test
  public void everyComponentIsSatisfied() {
    assertTrue("components were seen", inside.componentCount() >= PORTS.size());
    assertEquals(List.of(), inside.unsatisfied());
  }

  @Test
  public void theVerbsAndChecksAreThere() throws Exception {
    for (String verb : List.of("status", "doctor", "config", "show-configuration")) {
      assertFalse(
          "no verb " + verb,
          context.getServiceReferences(Verb.class, "(" + Verb.NAME + "=" + verb + ")").isEmpty());
    }
    assertTrue(context.getServiceReferences(Check.class, null).size() >= 5);
  }

  @Test
  public void aChangeOfTheConfigurationFileArrives() throws Exception {
    assertEquals(List.of(1), distinct(inside.property("core", "goalStatePeriod")));
    Path conf = inside.folder().resolve("waagent.conf");
    String text = Files.readString(conf);

    Files.writeString(conf, text.replace("GoalStatePeriod=1", "GoalStatePeriod=2"));
    inside.await(
        "the new period",
        () -> distinct(inside.property("core", "goalStatePeriod")).equals(List.of(2)));
    inside.awaitSatisfied();
    inside.awaitPolls(2);

    Files.writeString(conf, text);
    inside.await(
        "the old period",
        () -> distinct(inside.property("core", "goalStatePeriod")).equals(List.of(1)));
  }

  private static List<Object> distinct(List<Object> values) {
    return values.stream().distinct().toList();
  }
}
