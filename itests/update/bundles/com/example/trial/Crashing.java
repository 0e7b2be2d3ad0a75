// SPDX-License-Identifier: Apache-2.0
package com.example.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Has a thread that ends with an exception, and notes when. */
public final class Crashing implements BundleActivator {
  @Override
  public void start(BundleContext context) {
    Path file = Path.of(context.getBundle().getHeaders("").get("Trial-File"));
    new Thread(() -> work(file), "trial").start();
  }

  private static void work(Path file) {
    try {
      Thread.sleep(500);
      Files.writeString(
          file,
          System.nanoTime() + " ill\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (InterruptedException | IOException e) {
      return;
    }
    throw new IllegalStateException("the thread of the trial fell over");
  }

  @Override
  public void stop(BundleContext context) {}
}
