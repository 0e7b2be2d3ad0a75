// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

/** Worlds without a host. */
final class Worlds {
  private Worlds() {}

  static World some() {
    Published published = Fabric.first(GoalState.of());
    return new World(
        Machine.named("vm"),
        new Addresses("127.0.0.1:1", "127.0.0.1:2", "127.0.0.1:3", "127.0.0.1:4", "http"),
        Sas.fresh(),
        published,
        published,
        false,
        Lazy.inBackground(TenantCertificate::create));
  }
}
