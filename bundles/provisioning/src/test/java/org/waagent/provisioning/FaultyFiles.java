// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.waagent.os.Files;

/** Real files on a file system that takes no more, or below a folder that can't be changed. */
final class FaultyFiles {
  private static final Set<String> NEEDS_SPACE =
      Set.of("write", "create", "append", "makeFolder", "link", "copy");
  private static final Set<String> CHANGES =
      Set.of("owner", "mode", "modified", "move", "delete", "deleteTree");

  private final Files real;
  private Optional<Path> readOnly = Optional.empty();
  private Optional<Integer> room = Optional.empty();
  private int refused;
  private Watching watching = (what, path) -> {};

  /** Hears of calls before they are made. */
  @FunctionalInterface
  interface Watching {
    void call(String what, Path path) throws IOException;
  }

  FaultyFiles(Files real) {
    this.real = real;
  }

  /** Lets nothing below a folder be changed. */
  void readOnly(Path folder) {
    readOnly = Optional.of(folder);
  }

  /** Takes so many more writes, and then none. */
  void fullAfter(int writes) {
    room = Optional.of(writes);
  }

  /** Tells of each call that changes something; what it throws is what comes of the call. */
  void watch(Watching hears) {
    watching = hears;
  }

  /** Is as it should be again; says how often something was refused. */
  int cure() {
    readOnly = Optional.empty();
    room = Optional.empty();
    int before = refused;
    refused = 0;
    return before;
  }

  Files port() {
    return (Files)
        Proxy.newProxyInstance(
            Files.class.getClassLoader(), new Class<?>[] {Files.class}, this::call);
  }

  private Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (arguments != null && arguments[0] instanceof Path path) {
      if (NEEDS_SPACE.contains(method.getName()) || CHANGES.contains(method.getName())) {
        watching.call(method.getName(), path);
      }
      refuse(method.getName(), path);
    }
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /**
   * Refuses what can't be done now.
   *
   * @param what name of a method of the port
   */
  void refuse(String what, Path path) throws IOException {
    boolean needsSpace = NEEDS_SPACE.contains(what);
    boolean changes = needsSpace || (CHANGES.contains(what) && real.exists(path));
    if (changes && readOnly.filter(path::startsWith).isPresent()) {
      refused++;
      throw new FileSystemException(path.toString(), null, "Read-only file system");
    }
    if (needsSpace && room.isPresent()) {
      int left = room.get();
      room = Optional.of(Math.max(0, left - 1));
      if (left == 0) {
        refused++;
        throw new FileSystemException(path.toString(), null, "No space left on device");
      }
    }
  }
}
