// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.send;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.host.EventUpload;
import org.waagent.host.HostException;
import org.waagent.host.HostException.Kind;
import org.waagent.telemetry.event.EventXml;
import org.waagent.telemetry.facts.Identity;
import org.waagent.telemetry.send.Document.Item;
import org.waagent.telemetry.spool.Batch;
import org.waagent.telemetry.spool.Losses;
import org.waagent.telemetry.spool.Losses.Reason;
import org.waagent.telemetry.spool.Spool;

/** Sends what waits, once. A file goes as soon as the host took all of it. */
final class Round {
  /** What is read at a time, so that a thousand files are not in memory together. */
  private static final int FILES = 50;

  /** So many events are tried alone before the host took another one. */
  private static final int SUSPECTS = 5;

  /** After so many refusals in a row it is the host, not the events. */
  private static final int REFUSALS = 20;

  private final Spool spool;
  private final Identity identity;
  private final EventUpload upload;
  private final Throttle throttle;
  private final Losses losses;
  private final List<Item> suspects = new ArrayList<>();
  private int refusals;
  private Optional<HostException> refusal = Optional.empty();
  private Optional<IOException> unsettled = Optional.empty();
  private long accepted;

  Round(Spool spool, Identity identity, EventUpload upload, Throttle throttle, Losses losses) {
    this.spool = spool;
    this.identity = identity;
    this.upload = upload;
    this.throttle = throttle;
    this.losses = losses;
  }

  /** How many events the host took. */
  long accepted() {
    return accepted;
  }

  /**
   * @throws HostException if something waits that the host does not take now
   */
  void run() throws IOException, HostException, InterruptedException {
    List<String> names = spool.waiting();
    for (int i = 0; i < names.size(); i += FILES) {
      some(names.subList(i, Math.min(names.size(), i + FILES)));
    }
    if (refusals > 0) {
      throw refusal.orElseThrow();
    }
    if (unsettled.isPresent()) {
      throw unsettled.get();
    }
  }

  private void some(List<String> names) throws HostException, InterruptedException {
    List<Item> items = new ArrayList<>();
    for (String name : names) {
      read(name).ifPresent(batch -> add(batch, items));
    }
    for (Document document : Document.of(items)) {
      send(document);
    }
  }

  /** One that can't be read does not hold up those behind it. */
  private Optional<Batch> read(String name) {
    try {
      return spool.read(name);
    } catch (IOException e) {
      unsettled = Optional.of(e);
      return Optional.empty();
    }
  }

  private void add(Batch batch, List<Item> items) {
    for (var event : batch.left()) {
      Item item = new Item(batch, event, EventXml.of(identity.completed(event)));
      if (item.isTooLarge()) {
        losses.add(Reason.OVERSIZED, 1);
        item.settle();
      } else {
        items.add(item);
      }
    }
    settle(batch);
  }

  private void send(Document document) throws HostException, InterruptedException {
    if (post(document) || document.items().size() == 1) {
      return;
    }
    // Each event alone, so that a bad one does not hold up the others of its document.
    for (Item item : document.items()) {
      if (suspects.size() < SUSPECTS) {
        post(new Document(document.provider(), List.of(item)));
      }
    }
  }

  private boolean post(Document document) throws HostException, InterruptedException {
    throttle.call();
    try {
      upload.telemetry(document.xml());
    } catch (HostException e) {
      refused(document, e);
      return false;
    }
    accepted += document.items().size();
    settle(document.items());
    // The host takes events, so it was those that were refused just before that are bad.
    losses.add(Reason.REFUSED, suspects.size());
    settle(suspects);
    suspects.clear();
    refusals = 0;
    return true;
  }

  private void refused(Document document, HostException why) throws HostException {
    if (why.kind() != Kind.REFUSED || ++refusals == REFUSALS) {
      throw why;
    }
    refusal = Optional.of(why);
    if (document.items().size() == 1) {
      suspects.add(document.items().get(0));
    }
  }

  private void settle(List<Item> items) {
    items.forEach(Item::settle);
    Batch last = null;
    for (Item item : items) {
      if (item.batch() != last) {
        last = item.batch();
        settle(last);
      }
    }
  }

  /** A disk that is full or may not be written is no reason to keep the others waiting. */
  private void settle(Batch batch) {
    try {
      spool.settle(batch);
    } catch (IOException e) {
      unsettled = Optional.of(e);
    }
  }
}
