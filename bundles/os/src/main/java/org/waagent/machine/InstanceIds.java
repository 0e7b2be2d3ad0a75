// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waagent.os.Command;
import org.waagent.os.Result;
import org.waagent.os.Shell;

/** The id of the virtual hardware, from the firmware's tables. */
final class InstanceIds {
  private static final Duration TIME = Duration.ofSeconds(10);
  private static final Pattern ID =
      Pattern.compile(
          "(\\p{XDigit}{8})-(\\p{XDigit}{4})-(\\p{XDigit}{4})(-\\p{XDigit}{4}-\\p{XDigit}{12})");

  private final Source source;
  private final Shell shell;
  private final String kernel;

  InstanceIds(Source source, Shell shell, String kernel) {
    this.source = source;
    this.shell = shell;
    this.kernel = kernel;
  }

  /** Empty text if the machine tells none. */
  String find() {
    if (kernel.equals("OpenBSD")) {
      // This kernel has turned the bytes round already.
      return ask(DistroTable.SYSCTL, "-n", "hw.uuid");
    }
    return corrected(fromKernel().orElseGet(this::fromFirmware));
  }

  private Optional<String> fromKernel() {
    try {
      return source.text(DistroTable.PRODUCT_UUID).map(String::strip);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private String fromFirmware() {
    String told = ask(DistroTable.DMIDECODE, "--string", "system-uuid");
    return ID.matcher(told).matches() ? told : "";
  }

  private String ask(String... words) {
    try {
      Result result = shell.run(Command.of(words).within(TIME));
      return result.isSuccess() ? result.output().stdout().strip() : "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** The firmware writes the first three groups with their lowest byte first. */
  static String corrected(String id) {
    Matcher match = ID.matcher(id);
    return match.matches()
        ? turned(match.group(1))
            + '-'
            + turned(match.group(2))
            + '-'
            + turned(match.group(3))
            + match.group(4)
        : id;
  }

  private static String turned(String digits) {
    StringBuilder turned = new StringBuilder();
    for (int i = digits.length() - 2; i >= 0; i -= 2) {
      turned.append(digits, i, i + 2);
    }
    return turned.toString();
  }
}
