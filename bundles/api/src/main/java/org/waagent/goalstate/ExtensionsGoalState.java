// SPDX-License-Identifier: Apache-2.0
package org.waagent.goalstate;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a goal state says of extensions, whichever channel it came by.
 *
 * @param id {@code incarnation_<n>} or {@code etag_<etag>}; a new id is a new goal state
 * @param source who made it
 * @param createdOn when it was made, in microseconds; {@link #NEVER} where nothing is said
 * @param svdSequenceNumber reported back unchanged as {@code inSvdSeqNo}
 * @param activityId id of the operation, the zero GUID where nothing is said
 * @param correlationId id across operations, the zero GUID where nothing is said
 * @param statusBlob where the status goes; empty where the document has none
 * @param requiredFeatures features the agent must support to act on it
 * @param onHold whether extensions wait for the platform
 * @param agentFamilies versions of the agent on offer
 * @param handlers in document order
 * @param outdated whether a newer one was already seen on another channel, so it must not be acted
 *     on
 */
public record ExtensionsGoalState(
    String id,
    Source source,
    Instant createdOn,
    String svdSequenceNumber,
    String activityId,
    String correlationId,
    Optional<StatusBlob> statusBlob,
    List<String> requiredFeatures,
    boolean onHold,
    List<AgentFamily> agentFamilies,
    List<Handler> handlers,
    boolean outdated) {
  /** Stands for an absent creation time; sorts before every other. */
  public static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

  /** Stands for an absent id. */
  public static final String ZERO_GUID = "00000000-0000-0000-0000-000000000000";

  public ExtensionsGoalState {
    requireNonNull(id, "id");
    requireNonNull(source, "source");
    requireNonNull(createdOn, "createdOn");
    requireNonNull(svdSequenceNumber, "svdSequenceNumber");
    requireNonNull(activityId, "activityId");
    requireNonNull(correlationId, "correlationId");
    requireNonNull(statusBlob, "statusBlob");
    requiredFeatures = List.copyOf(requiredFeatures);
    agentFamilies = List.copyOf(agentFamilies);
    handlers = List.copyOf(handlers);
  }

  /** A goal state without extensions and without a status blob. */
  public static ExtensionsGoalState empty(Incarnation incarnation) {
    return new ExtensionsGoalState(
        "incarnation_" + incarnation,
        Source.EMPTY,
        NEVER,
        incarnation.text(),
        ZERO_GUID,
        ZERO_GUID,
        Optional.empty(),
        List.of(),
        false,
        List.of(),
        List.of(),
        false);
  }

  /** Who made the document. */
  public enum Source {
    /** The fabric, by the wire server. */
    FABRIC,
    /** The fast track, by the host plugin. */
    FAST_TRACK,
    /** Nobody: the goal state has no extensions part. */
    EMPTY
  }
}
