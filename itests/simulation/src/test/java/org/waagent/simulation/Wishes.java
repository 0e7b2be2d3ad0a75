// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.waagent.agent.ShellHandler;
import org.waagent.agent.Trace;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.Document;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.StatusDocument;
import org.waagent.azurehost.TenantCertificate;

/** What Azure wants of the machine, as it changes through the day. */
final class Wishes {
  private static final List<String> NAMES =
      List.of("Sim.Backup", "Sim.Monitor", "Sim.Probe", "Sim.Scanner", "Sim.Script");
  private static final String LARGE = "x".repeat(60_000);

  private final AzureHost host;
  private final Trace trace;
  private final Random random;
  private final TreeMap<String, Wish> wishes = new TreeMap<>();
  private TenantCertificate certificate;
  private int sequence;
  private int published;

  /** One handler that is to be there. */
  record Wish(String name, int minor, int sequenceNumber, boolean enabled) {
    String version() {
      return "1." + minor + ".0";
    }

    String folder() {
      return name + "-" + version();
    }

    boolean isIn(StatusDocument status) {
      if (!enabled) {
        return status.handler(name).status().equals("NotReady");
      }
      return status.handler(name).isReady(version())
          && status.handler(name).hasSucceeded(sequenceNumber);
    }
  }

  Wishes(AzureHost host, Trace trace, Random random) {
    this.host = host;
    this.trace = trace;
    this.random = random;
    this.certificate = host.tenantCertificate();
  }

  /** How many goal states there were. */
  int published() {
    return published;
  }

  List<Wish> all() {
    return List.copyOf(wishes.values());
  }

  /** Whether the agent has done all of it and says so. */
  boolean areIn(StatusDocument status) {
    return status.goalStateSucceeded()
        && status.handlers().stream().allMatch(h -> wishes.containsKey(h.name()))
        && wishes.values().stream().allMatch(wish -> wish.isIn(status));
  }

  /** Wants the first handlers. */
  void begin() {
    change(NAMES.get(0));
    change(NAMES.get(1));
    publish();
  }

  /** A goal state that differs from the one before. */
  void another() {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    switch (random.nextInt(8)) {
      case 0, 1 -> change(name);
      case 2, 3 -> upgrade(name);
      case 4 -> toggle(name);
      case 5 -> remove();
      default -> change(random.nextBoolean() ? name : NAMES.get(0));
    }
    publish();
  }

  /** The same handlers, a new tenant certificate. */
  void rotate() {
    certificate = TenantCertificate.create();
    publish(goalState());
  }

  /** A new container, without a new goal state. */
  void migrate() {
    host.migrate();
  }

  /** A goal state with one document that cannot be read. */
  void breakOne() {
    String text = BrokenText.of(random);
    GoalState good = goalState();
    if (random.nextBoolean()) {
      publish(good.throughFastTrack().replacing(Document.VM_SETTINGS, text));
    } else {
      List<Document> documents =
          List.of(Document.EXTENSIONS_CONFIG, Document.CERTIFICATES, Document.GOAL_STATE);
      publish(good.replacing(documents.get(random.nextInt(documents.size())), text));
    }
  }

  /** A good goal state, through the fabric, which has the last word. */
  void mend() {
    publish(goalState());
  }

  /**
   * The same goal state again if something of it failed, as users do: what a fault broke, such as a
   * package that was no zip, is tried again with the next goal state only.
   */
  void insist() {
    if (host.lastStatus().filter(this::areIn).isEmpty()) {
      publish(goalState());
    }
  }

  private void publish() {
    GoalState goal = goalState();
    publish(random.nextBoolean() ? goal.throughFastTrack() : goal);
  }

  private void publish(GoalState goal) {
    published++;
    host.publish(goal);
  }

  private void change(String name) {
    int minor = wishes.containsKey(name) ? wishes.get(name).minor() : 0;
    wishes.put(name, new Wish(name, minor, sequence++, true));
  }

  private void upgrade(String name) {
    Wish before = wishes.get(name);
    if (before == null) {
      change(name);
    } else {
      wishes.put(name, new Wish(name, before.minor() + 1, before.sequenceNumber(), true));
    }
  }

  private void toggle(String name) {
    Wish before = wishes.get(name);
    if (before == null) {
      change(name);
    } else {
      int number = before.enabled() ? before.sequenceNumber() : sequence++;
      wishes.put(name, new Wish(name, before.minor(), number, !before.enabled()));
    }
  }

  private void remove() {
    if (wishes.size() > 2) {
      wishes.pollLastEntry();
    }
  }

  private GoalState goalState() {
    List<Extension> extensions = new ArrayList<>();
    wishes.values().forEach(wish -> extensions.add(extension(wish)));
    return GoalState.of(extensions.toArray(Extension[]::new)).certificates(certificate);
  }

  private Extension extension(Wish wish) {
    String large = wish.sequenceNumber() % 9 == 8 ? LARGE : "";
    Extension extension =
        ShellHandler.named(wish.name(), trace)
            .version(wish.version())
            .extension()
            .settings("{\"number\": " + wish.sequenceNumber() + ", \"text\": \"" + large + "\"}")
            .protectedSettings("{\"password\": \"secret " + wish.sequenceNumber() + "\"}")
            .sequenceNumber(wish.sequenceNumber());
    return wish.enabled() ? extension : extension.disabled();
  }
}
