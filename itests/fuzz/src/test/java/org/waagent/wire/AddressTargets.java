// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.util.List;
import org.waagent.fuzz.Target;

/** Addresses of the configuration and of the environment. */
public final class AddressTargets {
  private AddressTargets() {}

  /** All of them. */
  public static List<Target> all() {
    return List.of(
        Target.ofAnyText("address", text -> Addresses.read(text, 80), "host:80", "[::1]:80"),
        Target.ofAnyText(
            "no_proxy",
            text -> {
              NoProxy exceptions = NoProxy.of(text);
              exceptions.covers("10.1.2.3");
              exceptions.covers("a.example.com");
            },
            "10.0.0.0/8,.example.com,*"));
  }
}
