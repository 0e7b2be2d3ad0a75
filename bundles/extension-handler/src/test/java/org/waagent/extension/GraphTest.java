// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waagent.extension.Goals.handler;
import static org.waagent.extension.Goals.settings;
import static org.waagent.extension.Node.State.DONE;
import static org.waagent.extension.Node.State.NOTING;
import static org.waagent.extension.Node.State.RUNNING;
import static org.waagent.goalstate.RequestedState.ENABLED;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.HandlerStore;
import org.waagent.goalstate.Handler;
import org.waagent.machine.TestMachine;

/** Whose commands may begin. */
final class GraphTest {
  @TempDir private Path folder;
  private Graph graph;
  private Node first;
  private Node second;
  private Node other;

  private Graph graph(Handler... handlers) throws Exception {
    TestMachine machine = TestMachine.below(folder);
    HandlerStore store = new HandlerStore(machine.files(), machine.directories());
    Graph graph = new Graph(Sequence.ordered(Sequence.units(List.of(handlers))), machine.clock());
    for (Parcel parcel : graph.parcels()) {
      HandlerFolder there = store.folder(parcel.first().name(), "1.0.0");
      parcel.ready(there);
    }
    return graph;
  }

  @BeforeEach
  void makeGraph() throws Exception {
    graph =
        graph(
            handler("Acme.Many", "1.0.0", ENABLED, true, settings("one", 0), settings("two", 0)),
            handler("Acme.Other", "1.0.0", ENABLED, false, settings("Acme.Other", 0)));
    first = graph.nodes().get(0);
    second = graph.nodes().get(1);
    other = graph.nodes().get(2);
  }

  @Test
  void theNextOfAHandlerKeepsItsPlaceWhileTheEndOfTheOneBeforeIsNoted() {
    first.state(NOTING);
    assertThat(graph.startable(false)).isEmpty();

    first.state(DONE);
    assertThat(graph.startable(false)).containsExactly(second, other);
  }

  @Test
  void othersMayBeginWhileACommandOfTheHandlerRuns() {
    first.state(RUNNING);
    assertThat(graph.startable(false)).containsExactly(other);
  }
}
