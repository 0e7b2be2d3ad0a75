// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.os.Command;
import org.waagent.os.Result;
import org.waagent.os.SecurityLabels;
import org.waagent.os.Shell;

/** Labels by {@code restorecon(8)}, which knows the policy's places. */
@Component
public final class SeLinuxLabels implements SecurityLabels {
  private static final Duration TIME = Duration.ofSeconds(30);

  private final Shell shell;

  @Activate
  public SeLinuxLabels(@Reference Shell shell) {
    this.shell = shell;
  }

  @Override
  public void restore(List<Path> paths) throws IOException, InterruptedException {
    if (paths.isEmpty() || !isOn()) {
      return;
    }
    List<String> words = new ArrayList<>(List.of(DistroTable.RESTORECON, "-F"));
    paths.forEach(path -> words.add(path.toString()));
    Answers.inTime(shell, Command.of(words.toArray(String[]::new)).within(TIME));
  }

  private boolean isOn() throws InterruptedException {
    if (shell.find(DistroTable.GETENFORCE).isEmpty()) {
      return false;
    }
    Result result = shell.run(Command.of(DistroTable.GETENFORCE).within(TIME));
    return result.isSuccess() && !result.output().stdout().strip().equals("Disabled");
  }
}
