// SPDX-License-Identifier: Apache-2.0
package org.waagent.rules.broken;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.waagent.rules.broken.one.too.deep.Deep;

/** Breaks every rule, so that the rules can be seen to notice. */
public final class SettingsManager {
  public static final String[] OPEN = {"a"};
  static final AtomicInteger COUNT = new AtomicInteger();
  static final List<String> LIST = new ArrayList<>();
  static String last = "";

  private SettingsManager() {}

  static void run(File file) throws IOException {
    new ProcessBuilder(file.toString()).start();
    Runtime.getRuntime().exec(new String[] {"true"});
    last = new Deep().toString();
    LIST.add(last);
  }
}
