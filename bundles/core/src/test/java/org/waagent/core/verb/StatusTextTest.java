// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.verb;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

class StatusTextTest {
  @Test
  void tellsAllOfABusyAgent() {
    JsonObject json =
        parse(
            "{'version':'3.0.0','at':'2026-01-01T00:10:00Z','settled':false,'failed':true,"
                + "'goalState':{'incarnation':'2','id':'etag_7','source':'FAST_TRACK',"
                + "'since':'2026-01-01T00:09:00Z'},"
                + "'polls':{'lastSuccess':'2026-01-01T00:09:07Z','failures':0,"
                + "'since':'2026-01-01T00:09:13.5Z'},"
                + "'plugins':[{'name':'extension-handler','version':'3.0.0','outcome':'Failed',"
                + "'code':4,'text':'no room','since':'2026-01-01T00:00:00Z','doing':'enable Acme',"
                + "'doingSince':'2026-01-01T00:09:30Z','deadline':'2026-01-01T00:14:30Z'}],"
                + "'handlers':[{'name':'Acme.Tool','version':'1.0.0','state':'NotReady','code':9,"
                + "'message':'broken','extension':{'name':'Acme.Tool','sequenceNumber':3,"
                + "'state':'error','message':'two\\nlines'}}],"
                + "'report':{'accepted':'2026-01-01T00:05:00Z','channel':'direct','failures':2,"
                + "'lastError':'reset','next':'2026-01-01T00:10:20Z'},"
                + "'ready':{'lastError':'busy','next':'2026-01-01T00:11:00Z'},'waitingFor':[]}");
    assertThat(StatusText.lines(json))
        .containsExactly(
            "Agent:       3.0.0",
            "Now:         extension-handler: enable Acme, began 30 s ago, given up in 4 min",
            "Goal state:  etag_7 (incarnation 2, from FAST_TRACK), seen 60 s ago",
            "Polling:     last answer 53 s ago; asks since 00:09:13",
            "Status:      accepted 5 min ago through direct; failed 2 times in a row: reset;"
                + " next in 20 s",
            "Ready:       not accepted: busy; next in 60 s",
            "Settled:     no",
            "Plugins:",
            "  extension-handler 3.0.0: Failed (4): no room, 10 min ago",
            "    now: enable Acme, began 30 s ago, given up in 4 min",
            "Handlers:",
            "  Acme.Tool 1.0.0: NotReady (9): broken",
            "    Acme.Tool, settings 3: error: two | lines");
  }

  @Test
  void namesWhatIsNotUnderstood() {
    JsonObject json =
        parse(
            "{'at':'2026-01-01T00:10:00Z','settled':false,'polls':{},'report':{},'ready':{},"
                + "'notUnderstood':[{'document':'VmSettings.json','tag':'etag_7',"
                + "'reason':'VmSettings.json: no name at line 3 column 9',"
                + "'since':'2026-01-01T00:07:00Z'},{'document':'RemoteAccess.xml',"
                + "'tag':'incarnation_2','reason':'RemoteAccess.xml line 1 column 2: no end',"
                + "'since':'2026-01-01T00:07:00.5Z'}]}");
    assertThat(StatusText.lines(json))
        .contains(
            "Not understood: VmSettings.json of etag_7: no name at line 3 column 9"
                + " (what was known before stays), since 00:07:00, 3 min ago",
            "Not understood: RemoteAccess.xml of incarnation_2: line 1 column 2: no end"
                + " (what was known before stays), since 00:07:00, 2 min ago");
  }

  @Test
  void tellsWhatIsWrongWithFeatures() {
    JsonObject json =
        parse(
            "{'at':'2026-01-01T00:10:00Z','settled':false,'polls':{},'report':{},'ready':{},"
                + "'features':['feature acme may not read /etc/shadow']}");
    assertThat(StatusText.lines(json))
        .endsWith("Features:", "  feature acme may not read /etc/shadow");
  }

  @Test
  void tellsWhatAYoungAgentWaitsFor() {
    JsonObject json =
        parse(
            "{'version':'3.0.0','at':'2026-01-01T00:00:10Z','settled':false,'failed':false,"
                + "'polls':{'since':'2026-01-01T00:00:00Z','failures':0},'plugins':[],"
                + "'handlers':[],'report':{'failures':0},'ready':{},"
                + "'waitingFor':['provisioned']}");
    assertThat(StatusText.lines(json))
        .containsExactly(
            "Agent:       3.0.0",
            "Now:         asks for the goal state, began 10 s ago",
            "Goal state:  none yet",
            "Polling:     last answer never; asks since 00:00:00",
            "Status:      not accepted yet",
            "Ready:       not reported yet, waits for [\"provisioned\"]",
            "Settled:     no");
  }

  @Test
  void tellsTheReasonOfEveryWait() {
    JsonObject json =
        parse(
            "{'version':'3.0.0','at':'2026-01-01T00:10:00Z','settled':false,'failed':true,"
                + "'polls':{'lastSuccess':'2026-01-01T00:01:00Z','failures':90,"
                + "'failingSince':'2026-01-01T00:01:06Z','lastError':'503',"
                + "'next':'2026-01-01T00:10:03Z'},'plugins':[],'handlers':[],"
                + "'report':{'failures':5,'failingSince':'2026-01-01T00:09:30Z',"
                + "'lastError':'403','next':'2026-01-01T00:10:02Z',"
                + "'undelivered':'2026-01-01T00:09:40Z','superseded':2},'ready':{},"
                + "'tasks':[{'name':'beat','period':60,'last':'2026-01-01T00:09:30Z',"
                + "'failures':0,'next':'2026-01-01T00:10:30Z'},"
                + "{'name':'look','period':5,'since':'2026-01-01T00:09:50Z','failures':0},"
                + "{'name':'odd','period':9,'last':'2026-01-01T00:09:58Z','failures':3,"
                + "'lastError':'no','next':'2026-01-01T00:10:07Z'}]}");
    assertThat(StatusText.lines(json))
        .contains(
            "Polling:     last answer 9 min ago; failed 90 times in a row, first 8 min ago: 503;"
                + " next in 3 s",
            "Status:      not accepted yet; failed 5 times in a row, first 30 s ago: 403;"
                + " next in 2 s",
            "Outbox:      a status made 20 s ago waits; 2 undelivered were replaced by newer ones",
            "Tasks:",
            "  beat, each 60 s: ran 30 s ago, fine; next in 30 s",
            "  look, each 5 s: runs, began 10 s ago",
            "  odd, each 9 s: ran 2 s ago; failed 3 times in a row: no; next in 7 s");
  }

  private static JsonObject parse(String json) {
    return JsonParser.parseString(json.replace('\'', '"')).getAsJsonObject();
  }
}
