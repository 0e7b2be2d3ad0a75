// SPDX-License-Identifier: Apache-2.0
package org.waagent.containers;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerMethod;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Progress;
import org.waagent.plugin.Progress.PluginProgress;

/** A bundle with a plugin is replaced while core works with it. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerMethod.class)
public class HotUpdateTest {
  private static final long PATIENCE = 120_000;
  private static final String GOOD = "standard-3.1.0.zip";
  private static final String BAD = "standard-3.2.0.zip";

  @Inject private BundleContext context;
  @Inject private ServiceComponentRuntime components;
  private Inside inside;

  @Configuration
  public Option[] platform() throws Exception {
    Path folder = Platform.folder();
    Features.install(folder);
    Features.pack(folder.resolve("archives"), "3.1.0", "2.0.0", Sample.Idle.class);
    Features.pack(folder.resolve("archives"), "3.2.0", "3.0.0", Sample.Failing.class);
    Path dropIn = Files.createDirectories(folder.resolve("features.d"));
    List<String> lines = new ArrayList<>(Azure.start(folder));
    lines.add("Extensions.GoalStatePeriod=1");
    lines.add("AutoUpdate.WatchSeconds=20");
    lines.add("Features.AllowUnsigned=y");
    lines.add("Features.DropInDir=" + dropIn);
    return new Option[] {
      Platform.in(folder, lines),
      Platform.unstarted("updater"),
      frameworkProperty(Constants.FRAMEWORK_BSNVERSION)
          .value(Constants.FRAMEWORK_BSNVERSION_MULTIPLE)
    };
  }

  @Before
  public void comeUp() throws Exception {
    inside = new Inside(context, components);
    Path installed = inside.folder().resolve("bundles").resolve(Features.INSTALLED);
    context
        .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
        .getBundleContext()
        .installBundle("reference:file:" + installed)
        .start();
    // What comes after the updater and is in no set is a partner's to it: this test's own bundle.
    inside.bundle("updater").start();
    inside.awaitSatisfied();
    inside.awaitPolls(1);
    inside.await(
        "core has planned the plugin", () -> outcome().equals(Optional.of(Outcome.done())));
  }

  /** Versions of the bundles that offer the plugin. */
  private List<String> offering() {
    try {
      List<String> versions = new ArrayList<>();
      for (ServiceReference<Plugin> reference :
          context.getServiceReferences(Plugin.class, "(component.name=sample)")) {
        // What goes at this moment has no bundle any more.
        if (reference.getBundle() != null) {
          versions.add(reference.getBundle().getVersion().toString());
        }
      }
      return versions;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private Optional<Outcome> outcome() {
    ServiceReference<Progress> core = context.getServiceReference(Progress.class);
    return core == null
        ? Optional.empty()
        : context.getService(core).plugins().stream()
            .filter(plugin -> plugin.name().equals(Sample.NAME))
            .findFirst()
            .flatMap(PluginProgress::outcome);
  }

  /** Has an archive installed; returns what the agent says came of it. */
  private String drop(String archive) throws Exception {
    Path dropIn = inside.folder().resolve("features.d");
    Files.move(inside.folder().resolve("archives").resolve(archive), dropIn.resolve(archive));
    Path result = dropIn.resolve(archive + ".result");
    inside.await("the result of " + archive, PATIENCE, () -> Files.exists(result));
    return read(result);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  public void aGoodVersionTakesOverWithoutAGap() throws Exception {
    try (Prober prober = new Prober(() -> !offering().isEmpty())) {
      String result = drop(GOOD);

      assertTrue(result, result.startsWith("installed: standard-3.1.0"));
      assertEquals(List.of("2.0.0"), offering());
      assertTrue("the prober has asked", prober.asked() > 0);
      assertEquals("times without the plugin", 0, prober.missed());
    }
    assertEquals(Optional.of(Outcome.done()), outcome());
    inside.awaitPolls(1);
  }

  @Test
  public void aBadVersionGoesBackToTheOldOneWithoutAGap() throws Exception {
    try (Prober prober = new Prober(() -> !offering().isEmpty())) {
      String result = drop(BAD);

      assertTrue(result, result.startsWith("not installed: "));
      assertTrue(result, result.contains("sample failed"));
      assertEquals(List.of("1.0.0"), offering());
      assertTrue("the prober has asked", prober.asked() > 0);
      assertEquals("times without the plugin", 0, prober.missed());
    }
    inside.await(
        "core has planned the old one", () -> outcome().equals(Optional.of(Outcome.done())));
  }
}
