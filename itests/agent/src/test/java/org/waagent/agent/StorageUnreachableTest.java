// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.Request;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.Service;

/** A machine without a way to storage: packages come through the host plugin. */
@Execution(ExecutionMode.CONCURRENT)
final class StorageUnreachableTest {
  private static final String FIRST = "Test.First";
  private static final String SECOND = "Test.Second";
  private static final String CHANGED = "Default channel changed to HostGAPlugin channel.";
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @RegisterExtension private final Scene scene = new Scene();

  @Test
  @Tag("V11")
  void whereItRefusesPackagesComeThroughTheHostPlugin() {
    scene.host().stopListening(Service.BLOB);
    packagesComeThroughTheHostPlugin();
  }

  @Test
  @Tag("V11")
  void whereItIsSilentPackagesComeThroughTheHostPlugin() {
    scene.host().blackhole(Service.BLOB);
    packagesComeThroughTheHostPlugin();
  }

  private void packagesComeThroughTheHostPlugin() {
    scene.agent().start();
    scene.host().awaitStatus(status -> true, Scene.PATIENCE);
    Extension first = extension(FIRST);
    Instant published = Instant.now();
    scene.host().publish(GoalState.of(first));
    scene.trace().await(FIRST + "-1.0.0 install 0", Scene.PATIENCE);
    Instant installed = Instant.now();
    String log = scene.agent().log();
    scene.awaitSuccess(FIRST, 0);

    Duration took = Duration.between(published, installed);
    Figures.tell("a package without direct storage: installed after " + took.toMillis() + " ms");
    assertThat(log).contains(CHANGED);
    assertThat(log.indexOf(CHANGED)).isLessThan(log.indexOf("handler.sh install"));
    assertThat(took).isLessThan(LIMIT.multipliedBy(Figures.PATIENCE));

    int direct = direct().size();
    scene.host().publish(GoalState.of(first, extension(SECOND)));
    scene.awaitSuccess(SECOND, 0);
    assertThat(direct()).as("the channel that works is remembered").hasSize(direct);
  }

  private List<Request> direct() {
    return scene.host().requests().stream()
        .filter(r -> r.service() == Service.BLOB && r.route() != Route.STATUS_BLOB)
        .toList();
  }

  private Extension extension(String name) {
    return scene.handler(name).extension().settings("{}");
  }
}
