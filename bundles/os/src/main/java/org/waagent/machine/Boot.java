// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.waagent.os.Files;

/** What starts at boot, by whatever keeps the services. */
record Boot(Files files, Questions questions) {
  /** Runs a program and tells what it wrote. */
  interface Questions {
    String ask(List<String> words) throws IOException, InterruptedException;
  }

  boolean starts(Keeper keeper, String service) throws IOException, InterruptedException {
    return switch (keeper) {
      // Other answers, such as "enabled-runtime", "static" or "alias", mean something else.
      case SYSTEMD ->
          questions.ask(List.of(DistroTable.SYSTEMCTL, "is-enabled", service)).equals("enabled");
      case OPENRC -> startsWithOpenRc(service);
      case SYSV -> startsWithSysV(service);
      case RC_D ->
          questions
              .ask(List.of(DistroTable.SYSRC, "-n", service.replace("-", "") + "_enable"))
              .equalsIgnoreCase("YES");
      case RC_CTL ->
          questions.ask(List.of(DistroTable.RCCTL, "ls", "on")).lines().anyMatch(service::equals);
      case NONE -> false;
    };
  }

  private boolean startsWithOpenRc(String service) throws IOException {
    Path levels = Path.of(DistroTable.OPENRC_LEVELS);
    for (String level : files.list(levels)) {
      if (files.look(levels.resolve(level).resolve(service)).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private boolean startsWithSysV(String service) throws IOException {
    Pattern link = Pattern.compile("S[0-9]{1,3}" + Pattern.quote(service));
    for (String level : DistroTable.SYSV_LEVELS) {
      for (String name : files.list(Path.of(level))) {
        if (link.matcher(name).matches()) {
          return true;
        }
      }
    }
    return false;
  }
}
