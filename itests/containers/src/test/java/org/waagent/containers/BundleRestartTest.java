// SPDX-License-Identifier: Apache-2.0
package org.waagent.containers;

import static org.junit.Assert.assertTrue;

import java.io.IOException;
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
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** A bundle goes and comes back while the agent works. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class BundleRestartTest {
  private static final int ROUNDS = 5;
  private static final int SLACK = 4;

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
  public void comeUp() throws Exception {
    inside = new Inside(context, components);
    inside.awaitSatisfied();
    inside.awaitPolls(2);
  }

  @Test
  public void theExtensionHandlerCanBeStoppedAndStarted() throws Exception {
    restart("extension-handler");
  }

  @Test
  public void theHostProtocolCanBeStoppedAndStarted() throws Exception {
    restart("host-protocol");
  }

  @Test
  public void coreCanBeStoppedAndStarted() throws Exception {
    restart("core");
  }

  private void restart(String name) throws Exception {
    Bundle bundle = inside.bundle(name);
    round(bundle);
    int threads = Thread.getAllStackTraces().size();
    for (int i = 0; i < ROUNDS; i++) {
      round(bundle);
    }
    assertTrue(
        "threads, which were " + threads + ": " + Thread.getAllStackTraces().keySet(),
        Thread.getAllStackTraces().size() <= threads + SLACK);
  }

  private void round(Bundle bundle) throws Exception {
    bundle.stop();
    bundle.start();
    inside.awaitSatisfied();
    inside.awaitPolls(1);
    int statuses = inside.statuses();
    inside.await("another status", () -> more(statuses));
  }

  private boolean more(int statuses) {
    try {
      return inside.statuses() > statuses;
    } catch (IOException moved) {
      return false;
    }
  }
}
