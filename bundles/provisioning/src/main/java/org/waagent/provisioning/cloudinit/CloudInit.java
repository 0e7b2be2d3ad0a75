// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.cloudinit;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.waagent.os.Files;
import org.waagent.os.Services;

/**
 * Whether cloud-init is enabled on this machine. It has three switches: a word on the kernel's
 * command line, which outweighs a file, and whether its service is started at boot.
 */
public final class CloudInit {
  private static final Path DISABLED = Path.of("/etc/cloud/cloud-init.disabled");
  private static final Path KERNEL = Path.of("/proc/cmdline");
  private static final int MOST = 64 * 1024;
  private static final String WORD = "cloud-init=";

  /** Its first service; on some systems there is only the second. */
  private static final List<String> SERVICES = List.of("cloud-init-local", "cloud-init");

  private final Files files;
  private final Services services;

  public CloudInit(Files files, Services services) {
    this.files = files;
    this.services = services;
  }

  /**
   * What was found.
   *
   * @param enabled whether it runs on this machine
   * @param why what makes it so
   */
  public record Finding(boolean enabled, String why) {
    public Finding {
      requireNonNull(why, "why");
    }
  }

  /** Looks. Where nobody can tell, it counts as not enabled. */
  public Finding look() throws InterruptedException {
    try {
      String said = kernelWord();
      if (said.equals("disabled")) {
        return new Finding(false, "the kernel's command line disables it");
      }
      if (!said.equals("enabled") && files.exists(DISABLED)) {
        return new Finding(false, DISABLED + " disables it");
      }
      for (String service : SERVICES) {
        if (services.isEnabled(service)) {
          return new Finding(true, "the service " + service + " is started at boot");
        }
      }
      return new Finding(false, "no service of it is started at boot");
    } catch (IOException e) {
      return new Finding(false, "it can't be told: " + e.getMessage());
    }
  }

  private String kernelWord() throws IOException {
    if (!files.exists(KERNEL)) {
      return "";
    }
    return Arrays.stream(files.readText(KERNEL, MOST).strip().split("\\s+"))
        .filter(word -> word.startsWith(WORD))
        .map(word -> word.substring(WORD.length()))
        .reduce("", (first, last) -> last);
  }
}
