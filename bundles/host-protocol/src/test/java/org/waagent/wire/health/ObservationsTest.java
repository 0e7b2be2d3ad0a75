// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservationsTest {
  private final Observations observations = new Observations();

  private JsonObject taken() {
    String text = new String(observations.take().orElseThrow(), StandardCharsets.UTF_8);
    return JsonParser.parseString(text).getAsJsonObject();
  }

  @Test
  void cutsTextsToWhatTheHostTakes() {
    Observation long1 =
        new Observation("n".repeat(65), true, "d".repeat(129), "v".repeat(127) + "\uD83D\uDE00");
    assertThat(long1.name()).hasSize(64);
    assertThat(long1.description()).hasSize(128);
    assertThat(long1.value()).isEqualTo("v".repeat(127));
    assertThat(new Observation("n".repeat(64), true, "d".repeat(128), "").description())
        .hasSize(128);
  }

  @Test
  void keepsTheNewestTen() {
    for (int i = 0; i < 12; i++) {
      observations.add(new Observation("o" + i, true, "", ""));
    }
    JsonArray posted = taken().getAsJsonArray("Observations");
    List<String> names = new ArrayList<>();
    for (JsonElement one : posted) {
      names.add(one.getAsJsonObject().get("ObservationName").getAsString());
    }
    assertThat(names).containsExactly("o2", "o3", "o4", "o5", "o6", "o7", "o8", "o9", "o10", "o11");
  }

  @Test
  void givesEachObservationOnce() {
    observations.add(new Observation("o", false, "d", "v \"<é>\""));
    JsonObject one = taken().getAsJsonArray("Observations").get(0).getAsJsonObject();
    assertThat(one.keySet())
        .containsExactly("ObservationName", "IsHealthy", "Description", "Value");
    assertThat(one.get("Value").getAsString()).isEqualTo("v \"<é>\"");
    assertThat(one.get("IsHealthy").getAsBoolean()).isFalse();
    assertThat(observations.take()).isEmpty();
  }
}
