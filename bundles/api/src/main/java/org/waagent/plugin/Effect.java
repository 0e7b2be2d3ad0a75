// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * Something of the machine that a change takes away or alters, told before it is done.
 *
 * @param kind what it is
 * @param name its path where it is a file, else what it is known as
 */
public record Effect(Kind kind, String name) {
  public Effect {
    requireNonNull(kind, "kind");
    requireNonNull(name, "name");
  }

  /** A file, a link or a folder goes. */
  public static Effect file(Path path) {
    return new Effect(Kind.FILE, path.toString());
  }

  /** An account goes. */
  public static Effect account(String name) {
    return new Effect(Kind.ACCOUNT, name);
  }

  /** A line of a file goes or is put in the place of another. */
  public static Effect line(Path file, String text) {
    return new Effect(Kind.LINE, file + ": " + text);
  }

  /** A setting of the running machine changes. */
  public static Effect setting(String name) {
    return new Effect(Kind.SETTING, name);
  }

  /** A service or a program is stopped. */
  public static Effect service(String name) {
    return new Effect(Kind.SERVICE, name);
  }

  /** Kinds of things. */
  public enum Kind {
    FILE,
    ACCOUNT,
    LINE,
    SETTING,
    SERVICE
  }
}
