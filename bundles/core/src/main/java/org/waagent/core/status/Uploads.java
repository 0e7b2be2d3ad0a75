// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import java.time.Duration;
import java.util.Optional;
import org.waagent.core.lane.Lane;
import org.waagent.core.lane.Lanes;
import org.waagent.core.loop.Causes;
import org.waagent.host.HostException;
import org.waagent.host.StatusSink;
import org.waagent.os.Clock;

/**
 * Hands reports to Azure, one at a time. One that got stuck does not hold up the next: that goes
 * beside it. More than two at a time there never are.
 */
final class Uploads {
  private static final Duration STUCK = Duration.ofSeconds(5);
  // The sink has shorter deadlines of its own. Two uploads that break them would silence the agent.
  private static final Duration HOPELESS = Duration.ofSeconds(40);

  private final StatusSink sink;
  private final Clock clock;
  private final Slot[] slots;

  /** Where one upload runs. */
  private static final class Slot {
    private final Lane lane;
    private boolean busy;
    private Duration began = Duration.ZERO;

    Slot(Lane lane) {
      this.lane = lane;
    }
  }

  /** Gets what came of an upload. */
  interface Ended {
    void accepted(String channel);

    void failed(String text);
  }

  private Duration lastBegan = Duration.ZERO;
  private boolean stopped;

  Uploads(StatusSink sink, Lanes lanes) {
    this.sink = sink;
    this.clock = lanes.clock();
    this.slots = new Slot[] {new Slot(lanes.lane("upload")), new Slot(lanes.lane("upload 2"))};
  }

  /** Whether one may begin now. */
  synchronized boolean isFree() {
    return slot().isPresent();
  }

  private Optional<Slot> slot() {
    if (stopped || slots[0].busy && slots[1].busy) {
      interruptHopeless();
      return Optional.empty();
    }
    boolean idle = !slots[0].busy && !slots[1].busy;
    if (!idle && clock.sinceStart().minus(lastBegan).compareTo(STUCK) < 0) {
      return Optional.empty();
    }
    return Optional.of(slots[0].busy ? slots[1] : slots[0]);
  }

  private void interruptHopeless() {
    for (Slot slot : slots) {
      if (slot.busy && clock.sinceStart().minus(slot.began).compareTo(HOPELESS) >= 0) {
        slot.lane.interrupt();
      }
    }
  }

  /** Begins one, if it is free. Returns at once; what came of it is told on another thread. */
  synchronized void begin(StatusReport report, Ended ended) {
    slot()
        .ifPresent(
            slot -> {
              slot.busy = true;
              lastBegan = clock.sinceStart();
              slot.began = lastBegan;
              slot.lane.run(() -> upload(slot, report, ended));
            });
  }

  private void upload(Slot slot, StatusReport report, Ended ended) {
    String channel = null;
    String error = "interrupted";
    try {
      channel = sink.upload(report.blob(), report.text()).channel();
    } catch (HostException | RuntimeException | LinkageError e) {
      error = Causes.text(e);
    } finally {
      synchronized (this) {
        slot.busy = false;
      }
    }
    if (channel == null) {
      ended.failed(error);
    } else {
      ended.accepted(channel);
    }
  }

  /** Begins nothing more and interrupts what runs. */
  void stop() {
    synchronized (this) {
      stopped = true;
    }
    for (Slot slot : slots) {
      slot.lane.abandon();
    }
  }
}
