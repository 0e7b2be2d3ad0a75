// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.install;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.waagent.os.Services;

/** Services that only note what is asked of them. */
final class NotedServices implements Services {
  final List<String> calls = new ArrayList<>();
  String kind = "systemd";
  String failing = "";
  boolean running;

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public boolean isRunning(String service) {
    return running;
  }

  @Override
  public void start(String service) throws IOException {
    note("start", service);
  }

  @Override
  public void stop(String service) throws IOException {
    note("stop", service);
  }

  @Override
  public void restart(String service) throws IOException {
    note("restart", service);
  }

  @Override
  public void enable(String service) throws IOException {
    note("enable", service);
  }

  @Override
  public void disable(String service) throws IOException {
    note("disable", service);
  }

  private void note(String what, String service) throws IOException {
    if (what.equals(failing)) {
      throw new IOException(what + " " + service + ": no");
    }
    calls.add(what + " " + service);
  }
}
