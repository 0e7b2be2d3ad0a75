// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.core.lane.HandLanes;
import org.waagent.core.loop.RunningAgent;
import org.waagent.core.loop.TestGoalStates;
import org.waagent.core.loop.TestUpdates;
import org.waagent.machine.TestMachine;
import org.waagent.plugin.AgentStart;
import org.waagent.plugin.AgentUpdates;
import org.waagent.plugin.UpdateStatus;
import org.waagent.plugin.Wanted;

class UpdatesInStatusTest {
  @TempDir Path root;
  private final HandLanes hand = new HandLanes();
  private final RunningAgent agent = new RunningAgent("3.0.0");
  private final Reports reports =
      new Reports(List::of, () -> Wanted.nothing(new AgentStart("start")), hand.log().logger());
  private Gathered gathered;

  @BeforeEach
  void build() {
    gathered = new Gathered(agent, TestMachine.at(root).machine());
  }

  @Test
  void saysNothingOfUpdatesWhereThereIsNoUpdater() {
    JsonObject status = status();
    assertThat(agentStatus(status).has("updateStatus")).isFalse();
    assertThat(agentStatus(status).get("version").getAsString()).isEqualTo("3.0.0");
    assertThat(status.toString()).doesNotContain("VersioningGovernance");
  }

  @Test
  void saysNothingOfUpdatesWhereTheReleaseManagerIsNotFollowed() {
    agent.put(new TestUpdates("3.1.0", Optional.empty(), false));
    JsonObject status = status();
    assertThat(agentStatus(status).has("updateStatus")).isFalse();
    assertThat(status.toString()).doesNotContain("VersioningGovernance");
  }

  @Test
  @Tag("V10")
  void tellsTheVersionThatRunsAndWhatCameOfARequest() {
    agent.put(new TestUpdates("3.1.0", Optional.of(UpdateStatus.success("3.1.0")), true));
    JsonObject status = status();
    assertThat(agentStatus(status).get("version").getAsString()).isEqualTo("3.1.0");
    assertThat(status.getAsJsonObject("guestOSInfo").get("version").getAsString())
        .isEqualTo("3.1.0");
    assertThat(agentStatus(status).get("updateStatus").toString())
        .isEqualTo(
            "{\"expectedVersion\":\"3.1.0\",\"status\":\"Success\",\"code\":0,"
                + "\"formattedMessage\":{\"lang\":\"en-US\",\"message\":\"\"}}");
    assertThat(status.get("supportedFeatures").toString())
        .startsWith("[{\"Key\":\"VersioningGovernance\",\"Value\":\"1.0\"},");
  }

  @Test
  void anErrorIsToldWithoutTheSecretsOfItsAddress() {
    UpdateStatus error = UpdateStatus.error("3.0.0", "https://a.test/x?sig=secret: 404");
    agent.put(new TestUpdates("3.0.0", Optional.of(error), true));
    JsonObject told = agentStatus(status()).getAsJsonObject("updateStatus");
    assertThat(told.get("status").getAsString()).isEqualTo("Error");
    assertThat(told.get("code").getAsInt()).isEqualTo(1);
    assertThat(told.toString()).contains("https://a.test/x").doesNotContain("secret");
  }

  @Test
  void anUpdaterThatGoesAwayOrBreaksTakesOnlyWhatItWouldSayWithIt() {
    AgentUpdates former = new TestUpdates("3.1.0", Optional.empty(), true);
    AgentUpdates later = new TestUpdates("3.2.0", Optional.empty(), true);
    agent.put(former);
    agent.put(later);
    agent.remove(former);
    assertThat(agentStatus(status()).get("version").getAsString()).isEqualTo("3.2.0");
    agent.remove(later);
    assertThat(agentStatus(status()).get("version").getAsString()).isEqualTo("3.2.0");
    agent.put(new Broken());
    JsonObject status = status();
    assertThat(agentStatus(status).get("version").getAsString()).isEqualTo("3.2.0");
    assertThat(agentStatus(status).has("updateStatus")).isFalse();
    assertThat(status.toString()).doesNotContain("VersioningGovernance");
  }

  private JsonObject status() {
    Aggregate aggregate = gathered.merge(TestGoalStates.of("1"), List.of(), reports);
    String text = new String(AggregateJson.write(aggregate, Instant.EPOCH), UTF_8);
    return JsonParser.parseString(text).getAsJsonObject();
  }

  private static JsonObject agentStatus(JsonObject status) {
    return status.getAsJsonObject("aggregateStatus").getAsJsonObject("guestAgentStatus");
  }

  private static final class Broken implements AgentUpdates {
    @Override
    public Optional<UpdateStatus> updateStatus() {
      throw new IllegalStateException("its bundle is gone");
    }

    @Override
    public boolean governed() {
      throw new NoClassDefFoundError("its bundle is gone");
    }

    @Override
    public boolean automatic() {
      throw new IllegalStateException("its bundle is gone");
    }

    @Override
    public String setVersion() {
      return null;
    }
  }
}
