// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.step;

import org.waagent.goalstate.OvfEnvironment;
import org.waagent.plugin.Change;
import org.waagent.provisioning.ovf.OvfDocument;

/** What a medium says of each step, for people who look before. Nothing of its secrets. */
record Told(OvfDocument document) {
  /** What the step would do with it. */
  String of(Change step) {
    return step.description() + detail(step.id());
  }

  private String detail(String id) {
    OvfEnvironment wanted = document.environment();
    if (id.equals(FirstBootSteps.HOST_NAME.says())) {
      return " to " + plain(wanted.hostName());
    }
    if (id.equals(AccountSteps.ACCOUNT.says()) || id.equals(AccountSteps.PASSWORD.says())) {
      return ": " + plain(wanted.userName());
    }
    if (id.equals(AccountSteps.RIGHTS.says())) {
      return wanted.password().isPresent() ? ", with the password" : ", without a password";
    }
    if (id.equals(SshdSteps.STEP.says())) {
      return wanted.disableSshPasswordAuthentication() ? ": keys only" : ": passwords are taken";
    }
    boolean unwanted = id.equals(EndSteps.MARK.says()) && !wanted.provisionGuestAgent();
    return unwanted ? "; the agent is not wanted on it" : "";
  }

  /** Nobody has checked yet what stands there, and it goes to a terminal. */
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
