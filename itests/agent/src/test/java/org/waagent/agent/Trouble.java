// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import java.util.Set;
import org.waagent.azurehost.ActiveFault;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.Fault;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.Service;

/** What goes wrong with a host for a while. */
enum Trouble {
  WIRE_SERVER_HANGS(Fault.noAnswer(), "times in a row"),
  WIRE_SERVER_ANSWERS_500(Fault.status(500), "500"),
  WIRE_SERVER_ANSWERS_503(Fault.status(503), "503"),
  WIRE_SERVER_DRIPS(Fault.drip(100), "times in a row"),
  STATUS_IS_REFUSED(Fault.status(403), "403");

  private final Fault fault;
  private final String word;

  Trouble(Fault fault, String word) {
    this.fault = fault;
    this.word = word;
  }

  ActiveFault begin(AzureHost host) {
    return this == STATUS_IS_REFUSED
        ? host.fault(Set.of(Route.STATUS, Route.STATUS_BLOB), fault)
        : host.fault(Service.WIRE, fault);
  }

  /** Whether statuses still arrive meanwhile. */
  boolean letsStatusesPass() {
    return this != STATUS_IS_REFUSED;
  }

  /** What {@code waagent status} says of it. */
  String word() {
    return word;
  }
}
