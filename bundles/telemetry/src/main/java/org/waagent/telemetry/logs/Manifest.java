// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import com.google.gson.stream.JsonWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.waagent.telemetry.clean.Rule;

/** Tells who gets the archive what was taken out of it. */
final class Manifest {
  static final String NAME = "redaction-manifest.json";

  private final JsonWriter json;

  private Manifest(OutputStream out) {
    json = new JsonWriter(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
    json.setIndent(" ");
    json.setHtmlSafe(false);
  }

  static void write(List<Member> members, List<LeftOut> leftOut, OutputStream out)
      throws IOException {
    new Manifest(out).all(members, leftOut);
  }

  private void all(List<Member> members, List<LeftOut> leftOut) throws IOException {
    json.beginObject().name("members").beginArray();
    for (Member member : members) {
      member(member);
    }
    json.endArray().name("leftOut").beginArray();
    for (LeftOut one : leftOut) {
      json.beginObject();
      json.name("source").value(one.source().toString());
      json.name("why").value(one.why());
      json.endObject();
    }
    json.endArray().endObject().flush();
  }

  private void member(Member member) throws IOException {
    json.beginObject();
    json.name("name").value(member.name());
    json.name("source").value(member.source().toString());
    json.name("size").value(member.size());
    json.name("cuts").beginObject();
    for (Rule rule : Rule.values()) {
      Map<Rule, Integer> cuts = member.cuts();
      if (cuts.containsKey(rule)) {
        json.name(rule.label()).value(cuts.get(rule));
      }
    }
    json.endObject();
    if (!member.note().isEmpty()) {
      json.name("note").value(member.note());
    }
    json.endObject();
  }
}
