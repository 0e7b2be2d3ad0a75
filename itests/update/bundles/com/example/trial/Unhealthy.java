// SPDX-License-Identifier: Apache-2.0
package com.example.trial;

import org.osgi.service.component.annotations.Component;
import org.waagent.plugin.Check;

/** Says of itself that it is ill. */
@Component
public final class Unhealthy implements Check {
  @Override
  public String name() {
    return "trial";
  }

  @Override
  public Finding look() {
    return new Finding(Severity.ERROR, "the trial went wrong", "go back");
  }
}
