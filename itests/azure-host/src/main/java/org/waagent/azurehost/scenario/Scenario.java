// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.scenario;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.waagent.azurehost.Machine;

/**
 * A scenario file, read and checked.
 *
 * @param vmSettings whether vmSettings is served from the start
 * @param steps at least one, in order
 * @param expected what must hold in one status after the last step
 */
record Scenario(
    Machine machine,
    boolean vmSettings,
    List<Step> steps,
    List<TimedFault> faults,
    List<Condition> expected) {
  private static final Set<String> KEYS =
      Set.of("description", "machine", "vmSettings", "goalStates", "faults", "expect");

  Scenario {
    steps = List.copyOf(steps);
    faults = List.copyOf(faults);
    expected = List.copyOf(expected);
  }

  /**
   * Reads a file.
   *
   * @throws ScenarioError naming the place of what is wrong
   */
  static Scenario read(Path file) {
    try {
      JsonElement tree = JsonParser.parseString(Files.readString(file));
      if (!tree.isJsonObject()) {
        throw new ScenarioError(file.toString(), "must be a JSON object");
      }
      Path folder = file.toAbsolutePath().getParent();
      return read(new Place("", tree.getAsJsonObject()), folder);
    } catch (IOException e) {
      throw new ScenarioError(file.toString(), "cannot be read: " + e);
    } catch (JsonParseException e) {
      throw new ScenarioError(file.toString(), "is not JSON: " + e.getMessage());
    }
  }

  private static Scenario read(Place root, Path folder) {
    root.only(KEYS);
    StepReader reader = new StepReader(folder);
    List<Step> steps = new ArrayList<>();
    for (Place place : root.children("goalStates")) {
      steps.add(reader.read(place, steps.isEmpty()));
    }
    if (steps.isEmpty()) {
      throw root.error("goalStates", "must hold at least one goal state");
    }
    List<Condition> expected =
        root.has("expect")
            ? root.children("expect").stream().map(Condition::read).toList()
            : Condition.fulfilling(steps.get(steps.size() - 1).goal());
    String name = root.child("machine").map(m -> m.only(Set.of("name")).text("name")).orElse("vm");
    return new Scenario(
        Machine.named(name),
        root.flag("vmSettings"),
        steps,
        root.children("faults").stream().map(TimedFault::read).toList(),
        expected);
  }
}
