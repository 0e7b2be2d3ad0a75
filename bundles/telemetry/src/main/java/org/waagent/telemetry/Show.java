// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waagent.telemetry.event.Field;
import org.waagent.telemetry.facts.Fact;
import org.waagent.telemetry.facts.Identity;
import org.waagent.telemetry.send.Delivery;
import org.waagent.telemetry.spool.Losses.Reason;

/**
 * What people are told of telemetry.
 *
 * @param on whether anything is sent
 * @param facts what every event says
 * @param files how many files wait on disk
 * @param folder where they are
 * @param inMemory how many events are not on disk yet
 * @param accepted how many events the host took since the start
 * @param lastAccepted when it last did
 * @param trouble why it does not
 * @param dropped what never reached it, since the start
 */
record Show(
    boolean on,
    List<Fact> facts,
    int files,
    String folder,
    int inMemory,
    long accepted,
    Optional<Instant> lastAccepted,
    Optional<String> trouble,
    Map<Reason, Long> dropped) {
  private static final String EACH = "each event";

  static Show of(Telemetry telemetry) throws IOException {
    Pipeline pipeline = telemetry.pipeline();
    Delivery delivery = pipeline.delivery();
    return new Show(
        telemetry.isOn(),
        facts(pipeline.identity()),
        pipeline.spool().waiting().size(),
        pipeline.spool().folder().toString(),
        pipeline.intake().size(),
        delivery.accepted(),
        delivery.lastAccepted(),
        delivery.trouble(),
        pipeline.losses().counts());
  }

  private static List<Fact> facts(Identity identity) {
    identity.ask();
    List<Fact> facts = new ArrayList<>(identity.head());
    facts.add(differs("OpcodeName", "the time it came up"));
    facts.add(differs("EventTid", "the thread it came up in"));
    facts.add(new Fact(Field.of("EventPid", identity.pid()), "this process, or the extension's"));
    facts.add(differs("TaskName", "name of the thread, or of the extension's task"));
    facts.add(differs("ExtensionType", "empty, or the form of a file of a handler"));
    facts.add(new Fact(Field.of("IsInternal", false), "fixed"));
    facts.addAll(identity.tail());
    facts.add(differs("Name, Version", "who it is about: the agent or a handler"));
    facts.add(differs("Operation, OperationSuccess, Message, Duration", "what was done"));
    facts.add(differs("Category, Counter, Instance, Value", "of a figure"));
    facts.add(differs("EventName, CapabilityUsed, Context1 to 3", "what an extension wrote"));
    return facts;
  }

  private static Fact differs(String name, String source) {
    return new Fact(Field.of(name, "(" + EACH + ")"), source);
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("enabled", on);
    JsonArray fields = new JsonArray();
    for (Fact fact : facts) {
      JsonObject field = new JsonObject();
      field.addProperty("name", fact.field().name());
      field.add("value", fact.field().value());
      field.addProperty("source", fact.source());
      fields.add(field);
    }
    json.add("fields", fields);
    JsonObject pending = new JsonObject();
    pending.addProperty("files", files);
    pending.addProperty("folder", folder);
    pending.addProperty("inMemory", inMemory);
    json.add("pending", pending);
    json.addProperty("accepted", accepted);
    lastAccepted.ifPresent(time -> json.addProperty("lastAccepted", time.toString()));
    trouble.ifPresent(text -> json.addProperty("trouble", text));
    JsonObject losses = new JsonObject();
    dropped.forEach((reason, count) -> losses.addProperty(reason.text(), count));
    json.add("dropped", losses);
    return json;
  }

  /**
   * @param daemon whether counts of a running agent are known
   */
  List<String> lines(boolean daemon) {
    List<String> lines = new ArrayList<>();
    lines.add(
        on
            ? "Telemetry is on. Telemetry.Enabled=n in waagent.conf turns it off."
            : "Telemetry is off (Telemetry.Enabled=n): nothing of this is sent.");
    lines.add("");
    for (Fact fact : facts) {
      lines.add(
          String.format(
              "  %-18s %s   [%s]", fact.field().name(), fact.field().text(), fact.source()));
    }
    lines.add("");
    lines.add("Waiting: " + files + " files in " + folder + ", " + inMemory + " events in memory");
    if (daemon) {
      since(lines);
    } else {
      lines.add("No agent is running: what a goal state tells is not known.");
    }
    return lines;
  }

  private void since(List<String> lines) {
    lines.add(
        "Accepted since the start: "
            + accepted
            + lastAccepted.map(time -> ", last at " + time).orElse(""));
    trouble.ifPresent(text -> lines.add("The host does not take what waits: " + text));
    dropped.forEach((reason, count) -> lines.add("Dropped: " + count + ", " + reason.text()));
  }
}
