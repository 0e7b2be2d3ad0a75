// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.waagent.goalstate.Certificates;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.HostingEnvironment;
import org.waagent.goalstate.RemoteAccess;
import org.waagent.host.GoalStateSource.Document;
import org.waagent.wire.goalstate.FabricGoalState;

/**
 * What was fetched of a fabric goal state. A part that could not be had is the one before.
 *
 * @param fabric the document that names the parts
 * @param extensions what the fabric says of extensions; empty if it can't be read
 * @param certificates decrypted and on disk
 * @param hostingEnvironment names of this machine
 * @param sharedConfig as it came
 * @param remoteAccess just-in-time accounts
 * @param documents for the history, those that could be read
 * @param again when to try again to get what is missing; empty if nothing is
 */
record Parts(
    FabricGoalState fabric,
    Optional<ExtensionsGoalState> extensions,
    Certificates certificates,
    Optional<HostingEnvironment> hostingEnvironment,
    Optional<String> sharedConfig,
    Optional<RemoteAccess> remoteAccess,
    List<Document> documents,
    Optional<Duration> again) {
  Parts {
    documents = List.copyOf(documents);
  }

  Parts with(Certificates others) {
    return new Parts(
        fabric,
        extensions,
        others,
        hostingEnvironment,
        sharedConfig,
        remoteAccess,
        documents,
        again);
  }

  /** The same without texts that were handed on; the fabric's document is small. */
  Parts handedOn() {
    return new Parts(
        fabric,
        extensions,
        certificates,
        hostingEnvironment,
        sharedConfig,
        remoteAccess,
        List.of(),
        again);
  }
}
