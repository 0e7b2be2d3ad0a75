// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.plugin.ExtensionStatus;
import org.waagent.plugin.ExtensionStatus.Substatus;

/** Cuts the status of an extension whose file is larger than the platform takes. */
final class Truncation {
  private static final String MARK = " ... [TRUNCATED]";

  private Truncation() {}

  static ExtensionStatus of(ExtensionStatus status) {
    Optional<String> message =
        status.message().map(text -> cut(text, StatusLimits.LONGEST_MESSAGE));
    List<Substatus> parts = new ArrayList<>();
    int total = length(message);
    for (Substatus part : status.substatuses()) {
      Optional<String> name = part.name().map(text -> cut(text, StatusLimits.LONGEST_PART));
      Optional<String> text = part.message().map(m -> cut(m, StatusLimits.LONGEST_PART));
      total += length(name) + length(text);
      if (total > StatusLimits.LARGEST_FILE || parts.size() == StatusLimits.MOST_PARTS) {
        break;
      }
      parts.add(
          new Substatus(name, part.state(), cut(part.code(), StatusLimits.LONGEST_MESSAGE), text));
    }
    return new ExtensionStatus(
        cut(status.name(), StatusLimits.LONGEST_MESSAGE),
        status.multiConfigName(),
        status.sequenceNumber(),
        status.state(),
        cut(status.code(), StatusLimits.LONGEST_MESSAGE),
        status.operation().map(text -> cut(text, StatusLimits.LONGEST_MESSAGE)),
        status.configurationAppliedTime().map(text -> cut(text, StatusLimits.LONGEST_MESSAGE)),
        message,
        parts);
  }

  private static int length(Optional<String> text) {
    return text.map(String::length).orElse(0);
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + MARK;
  }
}
