// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.waagent.agent.Mutator.Kind;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.Document;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.Route;

/** A goal state some of whose documents are spoiled, and how many of them were fetched. */
final class SpoiledRound {
  private static final Map<Document, Route> ROUTES =
      Map.of(
          Document.GOAL_STATE, Route.GOAL_STATE,
          Document.EXTENSIONS_CONFIG, Route.EXTENSIONS_CONFIG,
          Document.HOSTING_ENVIRONMENT, Route.HOSTING_ENVIRONMENT,
          Document.SHARED_CONFIG, Route.SHARED_CONFIG,
          Document.CERTIFICATES, Route.CERTIFICATES,
          Document.REMOTE_ACCESS, Route.REMOTE_ACCESS,
          Document.VM_SETTINGS, Route.VM_SETTINGS,
          Document.ARTIFACTS_PROFILE, Route.ARTIFACTS_PROFILE);
  private static final List<List<Document>> FABRIC =
      List.of(
          List.of(Document.GOAL_STATE),
          List.of(Document.EXTENSIONS_CONFIG),
          List.of(Document.EXTENSIONS_CONFIG),
          List.of(Document.ARTIFACTS_PROFILE, Document.SHARED_CONFIG, Document.REMOTE_ACCESS),
          List.of(Document.HOSTING_ENVIRONMENT, Document.CERTIFICATES, Document.REMOTE_ACCESS));

  private final Map<Document, Kind> kinds = new EnumMap<>(Document.class);
  private final Map<Route, Long> before = new EnumMap<>(Route.class);
  private final List<String> story = new ArrayList<>();
  private final AzureHost host;
  private boolean statusBlobStays = true;

  SpoiledRound(AzureHost host) {
    this.host = host;
  }

  /** Publishes it: through the fabric or the fast track, as chance has it. */
  void publish(Mutator mutator, GoodDocuments good, Extension victim, GoalState goal) {
    boolean fast = mutator.below(3) == 0;
    Kind manifest = mutator.kind();
    story.add("manifest " + manifest);
    Extension spoiled = victim.manifest(mutator.spoil(good.manifest(), manifest));
    GoalState next = goal.with(spoiled);
    for (Document document : fast ? List.of(Document.VM_SETTINGS) : mutator.one(FABRIC)) {
      Kind kind = mutator.kind();
      kinds.put(document, kind);
      story.add(document + " " + kind);
      String text = mutator.spoil(good.served().get(document), kind);
      statusBlobStays &= kind == Kind.TRUNCATED || keepsStatusBlob(document, text);
      next = next.replacing(document, ServedDocuments.fresh(text));
    }
    kinds.keySet().forEach(d -> before.put(ROUTES.get(d), host.count(ROUTES.get(d))));
    before.put(Route.MANIFEST, host.count(Route.MANIFEST));
    host.publish(fast ? next.throughFastTrack() : next);
  }

  private static boolean keepsStatusBlob(Document document, String text) {
    return switch (document) {
      case EXTENSIONS_CONFIG -> text.contains("BlockBlob\">${statusBlob}</StatusUploadBlob>");
      case VM_SETTINGS -> text.contains("\"value\": \"${statusBlob}\"");
      default -> true;
    };
  }

  /** Whether all spoiled documents were asked for. */
  boolean isFetched() {
    return kinds.keySet().stream().allMatch(document -> isFetched(ROUTES.get(document)));
  }

  /** How many spoiled documents were asked for. */
  int fetched() {
    int manifest = isFetched(Route.MANIFEST) ? 1 : 0;
    return manifest + (int) kinds.keySet().stream().filter(d -> isFetched(ROUTES.get(d))).count();
  }

  private boolean isFetched(Route route) {
    return host.count(route) > before.get(route);
  }

  /** Whether a status must be able to arrive: nobody spoiled the address it goes to. */
  boolean letsStatusesPass() {
    return statusBlobStays;
  }

  /** Whether none of the goal state's own documents can be read to its end. */
  boolean isUnreadable() {
    return kinds.keySet().stream()
            .anyMatch(
                d ->
                    d == Document.GOAL_STATE
                        || d == Document.EXTENSIONS_CONFIG
                        || d == Document.VM_SETTINGS)
        && kinds.values().stream().allMatch(kind -> kind == Kind.TRUNCATED);
  }

  @Override
  public String toString() {
    return String.join(", ", story);
  }
}
