// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import java.time.Instant;
import java.util.Optional;
import org.waagent.goalstate.FlexibleVersion;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.UpdateStatus;

/** What a decision is to whom: to the release manager, to the core, to people. */
final class Answer {
  private Answer() {}

  /** What the release manager hears; empty if it neither asked nor is followed. */
  static Optional<UpdateStatus> toReleaseManager(Verdict verdict, FlexibleVersion running) {
    if (!verdict.asked()) {
      return Optional.empty();
    }
    Decision decision = verdict.decision();
    String version = running.toString();
    if (decision instanceof Decision.Refused refused) {
      return Optional.of(UpdateStatus.error(version, refused.text()));
    }
    if (decision instanceof Decision.Off off) {
      return Optional.of(UpdateStatus.error(version, off.why()));
    }
    if (decision instanceof Decision.Wait wait) {
      return Optional.of(UpdateStatus.error(version, wait.why()));
    }
    return Optional.of(UpdateStatus.success(version));
  }

  /** What comes of a plan once its changes are made. */
  static Outcome toCore(Decision decision) {
    if (decision instanceof Decision.Off off) {
      return new Outcome.NotApplicable(off.why());
    }
    if (decision instanceof Decision.Wait wait && wait.trouble().isPresent()) {
      return new Outcome.Failed(Refusal.TRIED.code(), wait.trouble().get() + "; " + wait.why());
    }
    if (decision instanceof Decision.Refused refused) {
      return refused.kind() == Refusal.EXCLUDED
          ? new Outcome.NotApplicable(refused.text())
          : new Outcome.Failed(refused.kind().code(), refused.text());
    }
    return Outcome.done();
  }

  /** One line for people. */
  static String toPeople(Decision decision) {
    if (decision instanceof Decision.Off off) {
      return off.why();
    }
    if (decision instanceof Decision.Refused refused) {
      return refused.text() + again(refused.again());
    }
    if (decision instanceof Decision.Settled settled) {
      return settled.why() + again(settled.again());
    }
    if (decision instanceof Decision.Wait wait) {
      return wait.why();
    }
    return decision instanceof Decision.Update update
        ? update.announcement()
        : "looks for a newer version";
  }

  private static String again(Optional<Instant> time) {
    return time.map(at -> "; looks again at " + at).orElse("");
  }
}
