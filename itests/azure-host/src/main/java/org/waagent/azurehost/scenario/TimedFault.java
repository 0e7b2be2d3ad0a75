// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.scenario;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.Fault;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.Service;

/**
 * A fault of a scenario and when it begins.
 *
 * @param fault empty for a service that does not listen at all
 * @param swallows whether connections to it are swallowed instead of refused
 */
record TimedFault(
    Duration at,
    Service service,
    Optional<Route> route,
    Optional<Fault> fault,
    Duration span,
    boolean swallows) {
  private static final Duration FOR_EVER = Duration.ofDays(1);
  private static final Set<String> KEYS =
      Set.of(
          "at",
          "route",
          "status",
          "kind",
          "retryAfter",
          "body",
          "bytesPerSecond",
          "atEnd",
          "skip",
          "times",
          "for");
  private static final Set<String> DEAF = Set.of("notListening", "blackhole");
  private static final Map<String, Fault.Kind> KINDS = kinds();
  private static final Map<String, Fault.AtEnd> ENDS =
      Map.of(
          "left", Fault.AtEnd.LEFT,
          "dropped", Fault.AtEnd.DROPPED,
          "released", Fault.AtEnd.RELEASED);

  static TimedFault read(Place place) {
    place.only(KEYS);
    String target = place.text("route");
    Optional<Route> route = Route.byId(target);
    Service service = route.map(Route::service).orElseGet(() -> service(place, target));
    Duration at = place.seconds("at").orElse(Duration.ZERO);
    Duration span = place.seconds("for").orElse(FOR_EVER);
    Optional<String> kind = place.optionalText("kind");
    boolean silent = kind.isPresent() && DEAF.contains(kind.get());
    if (silent && route.isPresent()) {
      throw place.error("route", kind.get() + " is for a whole service, such as wire.*");
    }
    Optional<Fault> fault = silent ? Optional.empty() : Optional.of(fault(place));
    boolean swallows = kind.equals(Optional.of("blackhole"));
    return new TimedFault(at, service, route, fault, span, swallows);
  }

  void begin(AzureHost host) {
    if (swallows) {
      host.blackhole(service, span);
    } else if (fault.isEmpty()) {
      host.stopListening(service, span);
    } else if (route.isPresent()) {
      host.fault(route.get(), fault.get());
    } else {
      host.fault(service, fault.get());
    }
  }

  private static Service service(Place place, String target) {
    for (Service service : Service.values()) {
      if (target.equals(service.id() + ".*")) {
        return service;
      }
    }
    throw place.error("route", "no such route: " + target);
  }

  private static Fault fault(Place place) {
    Fault fault = kind(place).afterFirst(place.number("skip").orElse(0));
    fault = fault.times(place.number("times").orElse(0));
    Optional<Duration> span = place.seconds("for");
    Optional<Duration> retryAfter = place.seconds("retryAfter");
    Optional<String> body = place.optionalText("body");
    fault = fault.atEnd(place.oneOf("atEnd", ENDS).orElse(Fault.AtEnd.LEFT));
    fault = span.isPresent() ? fault.lasting(span.get()) : fault;
    fault = retryAfter.isPresent() ? fault.retryAfter(retryAfter.get()) : fault;
    return body.isPresent() ? fault.body(body.get()) : fault;
  }

  private static Fault kind(Place place) {
    Optional<Integer> status = place.number("status");
    if (status.isPresent() == place.has("kind")) {
      throw place.error("kind", "give either status or kind");
    }
    if (status.isPresent()) {
      return Fault.status(status.get());
    }
    return switch (place.oneOf("kind", KINDS).orElseThrow()) {
      case RESET -> Fault.reset();
      case SLOW -> Fault.slow(rate(place));
      case DRIP -> Fault.drip(rate(place));
      case TRUNCATED -> Fault.truncated();
      case ENDLESS -> Fault.endless();
      case GARBAGE -> Fault.garbage();
      case NOT_HTTP -> Fault.notHttp();
      case NO_ANSWER -> Fault.noAnswer();
      case STATUS -> throw place.error("kind", "give the code as status");
    };
  }

  private static int rate(Place place) {
    return place
        .number("bytesPerSecond")
        .filter(n -> n > 0)
        .orElseThrow(() -> place.error("bytesPerSecond", "slow needs a number above 0"));
  }

  private static Map<String, Fault.Kind> kinds() {
    Map<Fault.Kind, String> names = new EnumMap<>(Fault.Kind.class);
    names.put(Fault.Kind.RESET, "reset");
    names.put(Fault.Kind.SLOW, "slow");
    names.put(Fault.Kind.DRIP, "drip");
    names.put(Fault.Kind.TRUNCATED, "truncated");
    names.put(Fault.Kind.ENDLESS, "endless");
    names.put(Fault.Kind.GARBAGE, "garbage");
    names.put(Fault.Kind.NOT_HTTP, "notHttp");
    names.put(Fault.Kind.NO_ANSWER, "noAnswer");
    Map<String, Fault.Kind> kinds = new HashMap<>();
    names.forEach((kind, name) -> kinds.put(name, kind));
    return Map.copyOf(kinds);
  }

  @Override
  public String toString() {
    String what = fault.map(f -> f.kind() + (f.status() > 0 ? " " + f.status() : "")).orElse("off");
    return "fault " + what + " at " + route.map(Route::id).orElse(service.id() + ".*");
  }
}
