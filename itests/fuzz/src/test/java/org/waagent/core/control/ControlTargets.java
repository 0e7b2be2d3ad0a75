// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.control;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.waagent.core.text.Redaction;
import org.waagent.fuzz.Target;

/** What comes through the control socket, and what goes into the log. */
public final class ControlTargets {
  private ControlTargets() {}

  /** All of them. */
  public static List<Target> all() {
    return List.of(
        new Target(
            "control request",
            bytes -> Request.read(Channels.newChannel(new ByteArrayInputStream(bytes))),
            IOException.class,
            List.of("status\0--json\0\0".getBytes(StandardCharsets.UTF_8))),
        Target.ofAnyText(
            "log line",
            Redaction::of,
            "GET https://h/p?a=b&sig=c failed",
            "Authorization: Basic eDp5",
            "\"protectedSettings\": \"x\""));
  }
}
