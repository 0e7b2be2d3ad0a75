// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.health;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Observations that wait for the next post; the newest ten. */
final class Observations {
  private static final int MOST = 10;

  private final Deque<Observation> waiting = new ArrayDeque<>();

  synchronized void add(Observation observation) {
    if (waiting.size() == MOST) {
      waiting.removeFirst();
    }
    waiting.addLast(observation);
  }

  /** What to post, oldest first; nothing waits any more. Empty if nothing waited. */
  Optional<byte[]> take() {
    List<Observation> taken;
    synchronized (this) {
      taken = new ArrayList<>(waiting);
      waiting.clear();
    }
    return taken.isEmpty() ? Optional.empty() : Optional.of(document(taken));
  }

  private static byte[] document(List<Observation> observations) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.beginObject();
      json.name("Api").value("reporttargethealth");
      json.name("Version").value("1.0");
      json.name("Source").value(Events.AGENT);
      json.name("Observations").beginArray();
      for (Observation observation : observations) {
        observation.write(json);
      }
      json.endArray();
      json.endObject();
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can't fail", e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
