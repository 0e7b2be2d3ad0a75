// SPDX-License-Identifier: Apache-2.0
package com.example.trial;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Its component can't be made. */
@Component(immediate = true, service = Failing.class)
public final class Failing {
  @Activate
  public Failing() {
    throw new IllegalStateException("this one never activates");
  }
}
