// SPDX-License-Identifier: Apache-2.0
package org.waagent.host;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.waagent.goalstate.GoalState;

/** Where goal states come from. Finds the endpoint and agrees on a version when first asked. */
@ProviderType
public interface GoalStateSource {
  /**
   * Asks for the goal state.
   *
   * @param how whether an unchanged one is fetched whole again
   * @return the goal state, and whether it is new
   * @throws HostException if it could not be fetched; what was fetched before stays in force
   */
  Polled poll(Fetch how) throws HostException;

  /** How much to fetch. */
  enum Fetch {
    /** The parts, if the goal state is new. */
    CHANGES,
    /** The parts in any case. */
    EVERYTHING
  }

  /** What a poll brought. */
  sealed interface Polled {
    /** The goal state in force after the poll. */
    GoalState goalState();

    /**
     * What came and can't be understood, and is therefore not acted on. Each poll tells it again
     * for as long as it is so.
     */
    List<Unread> unread();

    /**
     * Nothing new that could be understood.
     *
     * @param goalState as before; its container id may have been refreshed
     * @param unread what can't be understood
     */
    record Unchanged(GoalState goalState, List<Unread> unread) implements Polled {
      public Unchanged {
        requireNonNull(goalState, "goalState");
        unread = List.copyOf(unread);
      }

      /** Nothing new at all. */
      public Unchanged(GoalState goalState) {
        this(goalState, List.of());
      }
    }

    /**
     * A new goal state.
     *
     * @param goalState what is wanted now
     * @param documents what it was read from, for the history
     * @param unread parts that can't be understood; what was known of them before stays in force
     */
    record Fresh(GoalState goalState, List<Document> documents, List<Unread> unread)
        implements Polled {
      public Fresh {
        requireNonNull(goalState, "goalState");
        documents = List.copyOf(documents);
        unread = List.copyOf(unread);
      }

      /** All of it could be understood. */
      public Fresh(GoalState goalState, List<Document> documents) {
        this(goalState, documents, List.of());
      }
    }
  }

  /**
   * A document as it came, with every secret replaced.
   *
   * @param name file name in the history, for example {@code ExtensionsConfig.xml}
   * @param text fit to be kept
   */
  record Document(String name, String text) {
    public Document {
      requireNonNull(name, "name");
      requireNonNull(text, "text");
    }
  }

  /**
   * A document that can't be understood.
   *
   * @param tag the version it came in: {@code etag_<etag>} or {@code incarnation_<number>}
   * @param document its name, and what of it is fit to be kept
   * @param reason the document, the place and why; without secrets
   */
  record Unread(String tag, Document document, String reason) {
    public Unread {
      requireNonNull(tag, "tag");
      requireNonNull(document, "document");
      requireNonNull(reason, "reason");
    }
  }
}
