// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.verb;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.updater.State;
import org.waagent.updater.Step;
import org.waagent.updater.partner.Quarantined;
import org.waagent.updater.partner.Refusal;
import org.waagent.updater.pin.Pins;

/**
 * How it stands with the features.
 *
 * @param state of the sets
 * @param fixed by the owner
 * @param quarantined features that are stopped
 * @param refusals what features asked for and did not get
 */
record Overview(
    State state, Pins.Fixed fixed, List<Quarantined> quarantined, List<Refusal> refusals) {
  Overview {
    quarantined = List.copyOf(quarantined);
    refusals = List.copyOf(refusals);
  }

  /** The quarantine of a feature of the running set. */
  Optional<Quarantined> quarantine(State.Installed feature) {
    return quarantined.stream()
        .filter(one -> one.feature().equals(feature.name()))
        .filter(one -> one.version().equals(feature.version()))
        .findFirst();
  }

  List<Refusal> refusals(String feature) {
    return refusals.stream().filter(one -> one.feature().equals(feature)).toList();
  }

  /** For people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "set "
            + state.running()
            + (state.running().equals(state.committed())
                ? ""
                : ", every start takes " + state.committed())
            + state.previous().map(id -> ", before it " + id).orElse("")
            + state.staged().map(id -> ", the next restart tries " + id).orElse(""));
    if (!state.trouble().isEmpty()) {
      lines.add("passed over: " + state.trouble());
    }
    state.features().forEach(feature -> lines.addAll(lines(feature)));
    fixed.heldUntil().ifPresent(time -> lines.add("updates are held until " + time));
    state.underWay().ifPresent(one -> lines.add(text(one)));
    state.history().stream().findFirst().ifPresent(past -> lines.add("last: " + text(past)));
    return lines;
  }

  private List<String> lines(State.Installed feature) {
    List<String> lines = new ArrayList<>();
    String pinned = fixed.versions().get(feature.name());
    lines.add(
        "%s %s, %s%s"
            .formatted(
                feature.name(),
                feature.version(),
                feature.kind(),
                pinned == null ? "" : ", pinned to " + pinned));
    quarantine(feature)
        .ifPresent(
            one -> lines.add("    in quarantine since " + one.since() + ": " + one.reason()));
    int refused = refusals(feature.name()).size();
    if (refused > 0) {
      lines.add(
          "    asked for %d things it does not declare, see 'waagent features explain %s'"
              .formatted(refused, feature.name()));
    }
    return lines;
  }

  /** What goes on now. */
  static String text(State.UnderWay one) {
    return "%s: %s, since %s%s"
        .formatted(
            one.what(),
            one.step().running(),
            one.since(),
            one.attempt() > 1 ? ", attempt " + one.attempt() : "");
  }

  /** What came of an update. */
  static String text(State.Past past) {
    return past.isGood()
        ? "%s, %s".formatted(past.what(), past.ended())
        : "%s %s, %s: %s".formatted(past.what(), past.step().failed(), past.ended(), past.reason());
  }

  /** For programs. */
  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("running", state.running());
    json.addProperty("committed", state.committed());
    state.previous().ifPresent(id -> json.addProperty("previous", id));
    state.staged().ifPresent(id -> json.addProperty("staged", id));
    if (!state.trouble().isEmpty()) {
      json.addProperty("trouble", state.trouble());
    }
    JsonArray features = new JsonArray();
    state.features().forEach(feature -> features.add(json(feature)));
    json.add("features", features);
    fixed.heldUntil().ifPresent(time -> json.addProperty("heldUntil", time.toString()));
    state.underWay().ifPresent(one -> json.add("underWay", json(one)));
    JsonArray history = new JsonArray();
    state.history().forEach(past -> history.add(json(past)));
    json.add("history", history);
    return json;
  }

  /** One feature, for programs. */
  JsonObject json(State.Installed feature) {
    JsonObject json = new JsonObject();
    json.addProperty("name", feature.name());
    json.addProperty("version", feature.version());
    json.addProperty("kind", feature.kind());
    String pinned = fixed.versions().get(feature.name());
    if (pinned != null) {
      json.addProperty("pinned", pinned);
    }
    quarantine(feature)
        .ifPresent(
            one -> {
              JsonObject quarantine = new JsonObject();
              quarantine.addProperty("since", one.since().toString());
              quarantine.addProperty("reason", one.reason());
              json.add("quarantine", quarantine);
            });
    JsonArray refused = new JsonArray();
    refusals(feature.name()).forEach(one -> refused.add(json(one)));
    json.add("refused", refused);
    return json;
  }

  private static JsonObject json(Refusal refusal) {
    JsonObject json = new JsonObject();
    json.addProperty("what", refusal.what());
    json.addProperty("times", refusal.times());
    json.addProperty("last", refusal.last().toString());
    return json;
  }

  private static JsonObject json(State.UnderWay one) {
    JsonObject json = new JsonObject();
    json.addProperty("id", one.id());
    json.addProperty("what", one.what());
    json.addProperty("origin", one.origin().name());
    json.addProperty("to", one.to());
    json.addProperty("step", one.step().name());
    json.addProperty("text", one.step().running());
    json.addProperty("since", one.since().toString());
    json.addProperty("attempt", one.attempt());
    return json;
  }

  private static JsonObject json(State.Past past) {
    JsonObject json = new JsonObject();
    json.addProperty("id", past.id());
    json.addProperty("what", past.what());
    json.addProperty("origin", past.origin().name());
    json.addProperty("from", past.from());
    json.addProperty("to", past.to());
    json.addProperty("ended", past.ended().toString());
    json.addProperty("good", past.isGood());
    json.addProperty("step", past.step().name());
    Step step = past.step();
    json.addProperty("text", past.isGood() ? "" : step.failed() + ": " + past.reason());
    return json;
  }
}
