// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waagent.extension.command.Limits;

/** The table people get who ask for the limits. */
class LimitsTableTest {
  @Test
  void tellsEveryLimitOfThePlatformOnce() {
    JsonArray table = LimitsTable.of(Limits.ofPlatform());
    List<String> lines = new ArrayList<>();
    table.forEach(row -> lines.add(LimitsTable.line(row.getAsJsonObject())));
    assertThat(lines).doesNotHaveDuplicates().allMatch(line -> line.length() < 90);
    assertThat(lines.toString().replaceAll(" +", " "))
        .contains(
            "install command 900 seconds",
            "update command 900 seconds",
            "disable command 900 seconds",
            "enable command 300 seconds",
            "uninstall command 300 seconds",
            "dependencies in a goal state 5400 seconds",
            "all addresses 300 seconds",
            "heartbeat that counts 600 seconds",
            "not cut 131072 characters");
  }
}
