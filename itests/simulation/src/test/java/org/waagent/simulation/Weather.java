// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.waagent.azurehost.ActiveFault;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.Fault;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.Service;

/** The faults of the host. */
final class Weather {
  private static final List<Route> ROUTES =
      List.of(
          Route.GOAL_STATE,
          Route.VM_SETTINGS,
          Route.STATUS,
          Route.STATUS_BLOB,
          Route.EXTENSIONS_CONFIG,
          Route.HOSTING_ENVIRONMENT,
          Route.SHARED_CONFIG,
          Route.CERTIFICATES,
          Route.MANIFEST,
          Route.PACKAGE,
          Route.EXTENSION_ARTIFACT,
          Route.HEALTH);
  private static final List<Service> SERVICES =
      List.of(Service.WIRE, Service.HOST_PLUGIN, Service.BLOB);

  private final AzureHost host;
  private final Random random;
  private int count;

  /** One fault that is not there yet. */
  private record Trouble(String name, Supplier<ActiveFault> cause) {}

  Weather(AzureHost host, Random random) {
    this.host = host;
    this.random = random;
  }

  /** How many there were. */
  int count() {
    return count;
  }

  /** A fault and its end. */
  List<Happening> fault(Duration at) {
    Trouble trouble = random.nextInt(6) == 0 ? wholeService() : route();
    return during(trouble, at, Duration.ofSeconds(5 + random.nextInt(240)));
  }

  /** One that costs the agent a time-out, and so the test real time: once, at one route. */
  List<Happening> hang(Duration at) {
    Route route = ROUTES.get(random.nextInt(2));
    Fault fault = random.nextBoolean() ? Fault.noAnswer() : Fault.slow(100);
    return during(at(route, fault.times(1)), at, Duration.ofMinutes(1));
  }

  private Trouble route() {
    return at(ROUTES.get(random.nextInt(ROUTES.size())), kind());
  }

  private Trouble at(Route route, Fault fault) {
    return new Trouble(name(fault) + " at " + route.id(), () -> host.fault(route, fault));
  }

  private Trouble wholeService() {
    Service service = SERVICES.get(random.nextInt(SERVICES.size()));
    if (random.nextBoolean()) {
      return new Trouble(service.id() + " does not listen", () -> host.notListening(service));
    }
    Fault fault = kind();
    return new Trouble(name(fault) + " at " + service.id(), () -> host.fault(service, fault));
  }

  // 404 is none of them: for vmSettings it means that nobody need ask for six hours.
  private Fault kind() {
    return switch (random.nextInt(10)) {
      case 0 -> Fault.status(500);
      case 1 -> Fault.status(503);
      case 2 -> Fault.status(503).retryAfter(Duration.ofSeconds(20));
      case 3 -> Fault.status(429).retryAfter(Duration.ofSeconds(5));
      case 4 -> Fault.status(403);
      case 5 -> Fault.status(410);
      case 6 -> Fault.reset();
      case 7 -> Fault.garbage();
      case 8 -> Fault.truncated();
      default -> Fault.notHttp();
    };
  }

  private static String name(Fault fault) {
    return fault.kind() == Fault.Kind.STATUS ? "status " + fault.status() : fault.kind().toString();
  }

  private List<Happening> during(Trouble trouble, Duration from, Duration time) {
    List<ActiveFault> active = new ArrayList<>();
    return List.of(
        new Happening(from, trouble.name(), () -> active.add(begin(trouble))),
        new Happening(
            from.plus(time), "end of " + trouble.name(), () -> active.forEach(ActiveFault::end)));
  }

  private ActiveFault begin(Trouble trouble) {
    count++;
    return trouble.cause().get();
  }
}
