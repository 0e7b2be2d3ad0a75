// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.waagent.azurehost.http.Delivery;
import org.waagent.azurehost.http.Handler;
import org.waagent.azurehost.http.HttpAnswer;
import org.waagent.azurehost.http.HttpRequest;
import org.waagent.azurehost.http.Reply;

/** What stands between the socket and a site: faults and the record. */
final class Front implements Handler {
  private static final int GARBAGE_BYTES = 2048;

  private final Site site;
  private final Route unknown;
  private final FaultBoard faults;
  private final Recorder recorder;

  Front(Site site, Route unknown, FaultBoard faults, Recorder recorder) {
    this.site = site;
    this.unknown = unknown;
    this.faults = faults;
    this.recorder = recorder;
  }

  @Override
  public Reply handle(HttpRequest request) {
    Route route = site.route(request);
    Optional<FaultBoard.Entry> hit = faults.take(route);
    Optional<Fault> fault = hit.map(FaultBoard.Entry::fault);
    Effects effects = new Effects();
    HttpAnswer answer =
        fault.filter(f -> !letsTheRequestThrough(f)).isPresent()
            ? broken(fault.get())
            : right(route, request, effects);
    recorder.record(route, request, answer.status(), fault.map(Fault::kind), effects);
    Delivery delivery =
        hit.map(h -> delivery(h, () -> late(route, request))).orElseGet(Delivery::whole);
    return new Reply(answer, delivery);
  }

  /** The request that was held counts only now; it is in the record already. */
  private HttpAnswer late(Route route, HttpRequest request) {
    Effects effects = new Effects();
    HttpAnswer answer = right(route, request, effects);
    recorder.effects(route, request, answer.status(), effects);
    return answer;
  }

  @Override
  public void malformed(int status, String why) {
    recorder.malformed(unknown, status, why);
  }

  private HttpAnswer right(Route route, HttpRequest request, Effects effects) {
    try {
      return site.answer(route, request, effects);
    } catch (Refusal refusal) {
      if (refusal.isViolation()) {
        effects.violation(refusal.getMessage());
      }
      return site.refuse(refusal);
    } catch (RuntimeException e) {
      // A mistake of this host must show in the record, not only as a lost connection.
      effects.violation("azure-host itself failed: " + e);
      return HttpAnswer.of(500, "text/plain", "azure-host itself failed: " + e);
    }
  }

  private static boolean letsTheRequestThrough(Fault fault) {
    return switch (fault.kind()) {
      case SLOW, DRIP, TRUNCATED, ENDLESS -> true;
      case STATUS, RESET, GARBAGE, NOT_HTTP, NO_ANSWER -> false;
    };
  }

  private static HttpAnswer broken(Fault fault) {
    if (fault.kind() == Fault.Kind.STATUS) {
      HttpAnswer answer = HttpAnswer.of(fault.status(), "text/plain", fault.body());
      return fault
          .retryAfter()
          .map(Duration::toSeconds)
          .map(seconds -> answer.with("Retry-After", Long.toString(seconds)))
          .orElse(answer);
    }
    if (fault.kind() == Fault.Kind.GARBAGE) {
      byte[] noise = new byte[GARBAGE_BYTES];
      // A fixed seed: the same garbage in every run.
      new Random(1).nextBytes(noise);
      return HttpAnswer.of(200, "text/xml; charset=utf-8", noise);
    }
    return HttpAnswer.empty(0);
  }

  private static Delivery delivery(FaultBoard.Entry hit, Supplier<HttpAnswer> late) {
    Fault fault = hit.fault();
    return switch (fault.kind()) {
      case STATUS, GARBAGE -> Delivery.whole();
      case RESET -> new Delivery.Reset();
      case SLOW -> new Delivery.Dripping(fault.bytesPerSecond(), false, hit);
      case DRIP -> new Delivery.Dripping(fault.bytesPerSecond(), true, hit);
      case TRUNCATED -> new Delivery.Truncated();
      case ENDLESS -> new Delivery.Endless(hit);
      case NOT_HTTP -> new Delivery.Nonsense();
      case NO_ANSWER -> new Delivery.Silence(hit, late);
    };
  }
}
