// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.loop;

import org.osgi.service.log.Logger;

/** Tells what fails again and again once, and once more when it works. */
public final class Trouble {
  private final String what;
  private final Logger logger;
  private String told = "";

  /**
   * @param what is wrong, for example {@code The history can't be written}
   */
  public Trouble(String what, Logger logger) {
    this.what = what;
    this.logger = logger;
  }

  /** It failed; another reason than the last is told. */
  public synchronized void failed(Throwable reason) {
    String text = Causes.text(reason);
    if (!text.equals(told)) {
      told = text;
      logger.warn("{}: {}", what, text);
    }
  }

  /** It worked. */
  public synchronized void over() {
    if (!told.isEmpty()) {
      told = "";
      logger.info("No longer so: {}", what);
    }
  }
}
