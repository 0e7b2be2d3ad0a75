// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.collect;

import com.google.gson.JsonParseException;
import java.util.List;
import org.waagent.fuzz.Target;
import org.waagent.telemetry.event.EventJson;
import org.waagent.telemetry.event.EventXml;
import org.waagent.telemetry.event.StrictJson;

/** Events as others write them. */
public final class EventTargets {
  private static final String OWN =
      """
      {"eventId": 1, "providerId": "P", "parameters": [{"name": "Name", "value": "A.B"},
      {"name": "Duration", "value": 1.5}, {"name": "IsInternal", "value": false}]}
      """;
  private static final String XML =
      """
      <?xml version="1.0"?><Data><Provider id="P"/><Event id="1"/>
      <Param Name="Duration" Value="7" T="mt:uint64"/><Param Name="M" Value="a &amp; b" T="mt:wstr"/></Data>
      """;
  private static final String EXTENSION =
      """
      {"Version": "1.0.0", "Timestamp": "2026-01-01T00:00:00Z", "TaskName": "t", "EventLevel": "l",
      "Message": "see /a?sig=x", "EventPid": "12", "EventTid": 1, "OperationId": "o"}
      """;

  private EventTargets() {}

  /** All of them. */
  public static List<Target> all() {
    return List.of(
        Target.ofText("events on disk", EventTargets::own, JsonParseException.class, OWN),
        Target.ofText("event in XML", LegacyXml::read, Refusal.class, XML),
        Target.ofText("event of an extension", EventTargets::extension, Refusal.class, EXTENSION));
  }

  private static void own(String text) {
    EventJson.read(text).forEach(EventXml::of);
  }

  private static void extension(String text) throws Refusal {
    try {
      new ExtensionEvent(StrictJson.read(text));
    } catch (JsonParseException e) {
      throw new Refusal("not JSON");
    }
  }
}
