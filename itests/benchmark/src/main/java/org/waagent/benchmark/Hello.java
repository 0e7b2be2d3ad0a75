// SPDX-License-Identifier: Apache-2.0
package org.waagent.benchmark;

/** What every JVM costs: says hello and sleeps. */
final class Hello {
  private Hello() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.out.println("hello");
    Thread.sleep(Long.MAX_VALUE);
  }
}
