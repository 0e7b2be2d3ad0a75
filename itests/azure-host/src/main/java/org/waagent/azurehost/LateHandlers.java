// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.waagent.azurehost.http.Handler;
import org.waagent.azurehost.http.HttpRequest;
import org.waagent.azurehost.http.Reply;

/**
 * Handlers that are known only after their ports are: documents carry addresses, so the servers
 * listen first, and a request that comes in between waits.
 */
final class LateHandlers {
  private final Map<Service, Gate> gates = new EnumMap<>(Service.class);

  LateHandlers() {
    for (Service service : Service.values()) {
      gates.put(service, new Gate(new CompletableFuture<>()));
    }
  }

  Gate of(Service service) {
    return gates.get(service);
  }

  void open(Service service, Handler handler) {
    gates.get(service).handler().complete(handler);
  }

  record Gate(CompletableFuture<Handler> handler) implements Handler {
    @Override
    public Reply handle(HttpRequest request) {
      return handler.join().handle(request);
    }

    @Override
    public void malformed(int status, String why) {
      handler.join().malformed(status, why);
    }
  }
}
