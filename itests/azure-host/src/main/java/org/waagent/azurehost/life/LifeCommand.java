// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import java.io.PrintStream;
import java.util.Arrays;

/** The word {@code life} of the command line. */
public record LifeCommand(PrintStream out, PrintStream err) {
  private static final int PASSED = 0;
  private static final int FAILED = 1;
  private static final int UNUSABLE = 2;

  /** Runs with the words after {@code life}, and gives the exit code. */
  public int run(String... args) {
    if (Arrays.asList(args).contains("--help")) {
      out.print(LifeArguments.USAGE);
      return PASSED;
    }
    LifeOptions options;
    try {
      options = LifeArguments.read(args);
    } catch (UsageError e) {
      err.println("azure-host life: " + e.getMessage());
      err.print(LifeArguments.USAGE);
      return UNUSABLE;
    }
    try {
      return Life.of(options, out).failed().isEmpty() ? PASSED : FAILED;
    } catch (IllegalArgumentException e) {
      err.println("azure-host life: " + e.getMessage());
      return UNUSABLE;
    }
  }
}
