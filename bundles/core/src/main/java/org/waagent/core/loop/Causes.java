// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.loop;

/** What to tell people of an exception. */
public final class Causes {
  private static final int DEEPEST = 4;

  private Causes() {}

  /** Its message with those of its causes, on one line; the type where there is no message. */
  public static String text(Throwable failure) {
    StringBuilder text = new StringBuilder(one(failure));
    Throwable cause = failure.getCause();
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      String more = one(cause);
      if (text.indexOf(more) < 0) {
        text.append(": ").append(more);
      }
      cause = cause.getCause();
    }
    return text.toString();
  }

  private static String one(Throwable failure) {
    String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    // Most messages of these are a bare path or class name and say nothing without the type.
    boolean bare = failure.getClass().getName().startsWith("java.") && message.indexOf(' ') < 0;
    return bare ? failure.getClass().getSimpleName() + ": " + message : message;
  }
}
