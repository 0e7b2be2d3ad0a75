// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.Document;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.Fault;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.RemoteUser;
import org.waagent.azurehost.Route;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.ExtensionsGoalState.Source;
import org.waagent.host.GoalStateSource.Fetch;
import org.waagent.host.GoalStateSource.Polled;
import org.waagent.host.GoalStateSource.Unread;

/** One bad part of a goal state never takes the good ones with it. */
class BrokenPartsTest {
  private static final String RUBBISH = "<Extensions><Plugins><Plugin name='secret-text'";

  @TempDir Path root;

  private static GoalState goal(int number) {
    RemoteUser user = new RemoteUser("helper", "p", Instant.parse("2030-01-01T00:00:00Z"));
    return GoalState.of(Extension.named("Example.Handler").sequenceNumber(number)).withUsers(user);
  }

  private Rig rig() {
    return new Rig(AzureHost.start(goal(0)), root);
  }

  private static int number(Polled polled) {
    return polled.goalState().extensions().handlers().get(0).extensions().get(0).sequenceNumber();
  }

  private static List<String> names(Polled polled) {
    return polled.unread().stream().map(one -> one.document().name()).toList();
  }

  private static List<String> warnings(Rig rig, String part) {
    return rig.machine.log().lines().stream()
        .filter(l -> l.contains(part) && l.contains("can't be used"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"HOSTING_ENVIRONMENT,HostingEnvironmentConfig.xml", "REMOTE_ACCESS,RemoteAccess.xml"})
  void anUnreadablePartIsToldAndTheRestIsUsed(Document document, String name) throws Exception {
    try (Rig rig = rig()) {
      GoalStates source = rig.goalStates();
      Polled first = source.poll(Fetch.CHANGES);
      rig.host.publish(goal(1).replacing(document, RUBBISH));
      Polled polled = source.poll(Fetch.CHANGES);
      source.poll(Fetch.CHANGES);

      assertThat(number(polled)).isEqualTo(1);
      assertThat(polled.goalState().hostingEnvironment())
          .isEqualTo(first.goalState().hostingEnvironment());
      assertThat(polled.goalState().remoteAccess().orElseThrow().users()).hasSize(1);
      assertThat(polled.goalState().sharedConfig()).isPresent();
      assertThat(warnings(rig, name)).singleElement().asString().contains("line 1 column");
      Unread unread = polled.unread().get(0);
      assertThat(polled.unread()).hasSize(1);
      assertThat(unread.tag()).isEqualTo("incarnation_2");
      assertThat(unread.reason()).startsWith(name + " line 1").doesNotContain("secret-text");
      assertThat(unread.document().name()).isEqualTo(name);
      assertThat(unread.document().text()).contains("<").doesNotContain("secret-text");
    }
  }

  @ParameterizedTest
  @CsvSource({"HOSTING_ENVIRONMENT", "SHARED_CONFIG", "REMOTE_ACCESS", "CERTIFICATES"})
  void aPartThatIsRefusedIsAskedForAgainAndArrives(Route route) throws Exception {
    try (Rig rig = rig()) {
      rig.host.fault(route, Fault.status(404));
      GoalStates source = rig.goalStates();
      Polled without = source.poll(Fetch.CHANGES);
      assertThat(number(without)).isZero();
      assertThat(source.poll(Fetch.CHANGES)).isInstanceOf(Polled.Unchanged.class);
      int asked = rig.host.requests(route).size();
      rig.host.clearFaults();
      rig.machine.clock().advance(Duration.ofSeconds(61));
      Polled polled = source.poll(Fetch.CHANGES);
      assertThat(polled).isInstanceOf(Polled.Fresh.class);
      assertThat(rig.host.requests(route)).hasSizeGreaterThan(asked);
      assertThat(polled.goalState().hostingEnvironment()).isPresent();
      assertThat(polled.goalState().sharedConfig()).isPresent();
      assertThat(polled.goalState().remoteAccess()).isPresent();
      assertThat(polled.goalState().certificates().certificates()).isNotEmpty();
      rig.machine.clock().advance(Duration.ofHours(1));
      assertThat(source.poll(Fetch.CHANGES)).isInstanceOf(Polled.Unchanged.class);
    }
  }

  @Test
  void aBrokenExtensionsConfigLeavesTheLastGoodOneInForce() throws Exception {
    // Passwords are encrypted anew at each request, so here are none.
    try (Rig rig = new Rig(AzureHost.start(goal(0).withUsers()), root)) {
      GoalStates source = rig.goalStates();
      source.poll(Fetch.CHANGES);
      rig.host.publish(goal(1).withUsers().replacing(Document.EXTENSIONS_CONFIG, RUBBISH));
      Polled polled = source.poll(Fetch.CHANGES);
      assertThat(number(polled)).isZero();
      assertThat(polled.goalState().incarnation().text()).isEqualTo("2");
      assertThat(((Polled.Fresh) polled).documents())
          .extracting(d -> d.name())
          .contains("SharedConfig.xml");
      assertThat(names(polled)).containsExactly("ExtensionsConfig.xml");
      for (int i = 0; i < 30; i++) {
        rig.machine.clock().advance(Duration.ofSeconds(6));
        Polled later = source.poll(Fetch.CHANGES);
        assertThat(later).isInstanceOf(Polled.Unchanged.class);
        assertThat(names(later)).containsExactly("ExtensionsConfig.xml");
      }
      String container = rig.host.migrate().containerId();
      assertThat(source.poll(Fetch.CHANGES).goalState().containerId()).isEqualTo(container);
      assertThat(rig.host.requests(Route.EXTENSIONS_CONFIG)).hasSizeBetween(4, 6);
      assertThat(warnings(rig, "ExtensionsConfig.xml")).hasSize(1);
      rig.host.publish(goal(2));
      Polled good = source.poll(Fetch.CHANGES);
      assertThat(number(good)).isEqualTo(2);
      assertThat(good.unread()).isEmpty();
    }
  }

  @Test
  void aBrokenFirstExtensionsConfigLetsNobodyAct() throws Exception {
    GoalState broken = goal(0).replacing(Document.EXTENSIONS_CONFIG, RUBBISH);
    try (Rig rig = new Rig(AzureHost.start(broken), root)) {
      ExtensionsGoalState state = rig.goalStates().poll(Fetch.CHANGES).goalState().extensions();
      assertThat(state.outdated()).isTrue();
      assertThat(state.handlers()).isEmpty();
    }
  }

  @Test
  void aBrokenExtensionsConfigDoesNotHoldUpTheFastTrack() throws Exception {
    GoalState broken = goal(0).replacing(Document.EXTENSIONS_CONFIG, RUBBISH);
    try (Rig rig = new Rig(AzureHost.start(broken), root)) {
      rig.host.publish(goal(1).throughFastTrack());
      Polled polled = rig.goalStates().poll(Fetch.CHANGES);
      assertThat(polled.goalState().extensions().source()).isEqualTo(Source.FAST_TRACK);
      assertThat(number(polled)).isEqualTo(1);
    }
  }

  @Test
  void anExtensionsConfigThatIsTooLargeIsRefusedAndTheRestGoesOn() throws Exception {
    try (Rig rig = rig()) {
      GoalStates source = rig.goalStates();
      source.poll(Fetch.CHANGES);
      rig.host.publish(
          goal(1).replacing(Document.EXTENSIONS_CONFIG, "<Extensions>".repeat(900_000)));
      Polled polled = source.poll(Fetch.CHANGES);
      assertThat(number(polled)).isZero();
      assertThat(polled.goalState().incarnation().text()).isEqualTo("2");
      assertThat(warnings(rig, "ExtensionsConfig.xml")).singleElement().asString().contains("more");
    }
  }

  @Test
  void brokenVmSettingsAreToldAsLongAsTheyLastAndStatusGoesOn() throws Exception {
    try (Rig rig = rig()) {
      GoalStates source = rig.goalStates();
      source.poll(Fetch.CHANGES);
      rig.machine.clock().advance(Duration.ofHours(7));
      GoalState broken = goal(1).throughFastTrack().replacing(Document.VM_SETTINGS, "{\"odd\":");
      String tag = rig.host.publish(broken);
      Polled polled = source.poll(Fetch.CHANGES);
      assertThat(polled).isInstanceOf(Polled.Unchanged.class);
      assertThat(number(polled)).isZero();
      Unread unread = polled.unread().get(0);
      assertThat(unread.tag()).isEqualTo(tag);
      assertThat(unread.reason()).startsWith("VmSettings.json: ").doesNotContain("odd");
      assertThat(unread.document().text()).contains("VmSettings.json").doesNotContain("odd");
      assertThat(source.poll(Fetch.CHANGES).unread()).containsExactly(unread);
      assertThat(rig.counts.take().errors()).isEqualTo(2);
      assertThat(rig.machine.log().lines()).filteredOn(l -> l.contains("of ETag")).hasSize(1);
      rig.host.publish(goal(2).throughFastTrack());
      assertThat(source.poll(Fetch.CHANGES).unread()).isEmpty();
    }
  }
}
