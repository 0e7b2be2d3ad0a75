// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.host.HostException;
import org.waagent.plugin.Check;
import org.waagent.wire.http.CallClass;

/** Whether the instance metadata service answers, and with sense. */
@Component(service = Check.class, property = "waagent.check=imds")
public final class ImdsCheck implements Check {
  private final Imds imds;

  @Activate
  public ImdsCheck(@Reference Imds imds) {
    this.imds = imds;
  }

  @Override
  public String name() {
    return "imds";
  }

  @Override
  public Finding look() {
    try {
      Optional<String> lack = imds.lack(CallClass.CHECK);
      return lack.isEmpty()
          ? Finding.fine("Instance metadata can be read")
          : warning("Instance metadata lacks something: " + lack.get());
    } catch (HostException e) {
      return warning("Instance metadata can't be read: " + e.getMessage());
    }
  }

  private static Finding warning(String cause) {
    return new Finding(
        Severity.WARNING,
        cause,
        "The agent works without it; other programs of this machine may not. See that nothing"
            + " blocks HTTP to 169.254.169.254 and that no route takes that address elsewhere.");
  }
}
