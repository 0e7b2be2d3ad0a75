// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;
import org.waagent.os.Files;

/** Files of which some can't be written, as on a disk that is full, or not be read. */
final class FullDisk {
  private static final Set<String> WRITING =
      Set.of("write", "create", "append", "makeFolder", "copy", "move");

  private volatile Predicate<String> full = path -> false;
  private volatile long free = Long.MAX_VALUE;
  private volatile Predicate<String> unreadable = path -> false;

  /** From now on files with such paths can't be written. */
  void fullFor(Predicate<String> paths) {
    full = paths;
  }

  /** From now on that many bytes are free. */
  void leaves(long bytes) {
    free = bytes;
  }

  /** From now on files with such paths can't be read. */
  void unreadableFor(Predicate<String> paths) {
    unreadable = paths;
  }

  void empty() {
    full = path -> false;
    unreadable = path -> false;
    free = Long.MAX_VALUE;
  }

  Files over(Files files) {
    return (Files)
        Proxy.newProxyInstance(
            Files.class.getClassLoader(),
            new Class<?>[] {Files.class},
            (proxy, method, arguments) -> {
              if (WRITING.contains(method.getName())) {
                require(target(method.getName(), arguments));
              }
              if (method.getName().equals("readText") && unreadable.test(arguments[0].toString())) {
                throw new IOException("Too many open files");
              }
              if (method.getName().equals("freeSpace") && free != Long.MAX_VALUE) {
                return free;
              }
              try {
                return method.invoke(files, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static Path target(String method, Object[] arguments) {
    return (Path) arguments[method.equals("copy") || method.equals("move") ? 1 : 0];
  }

  private void require(Path path) throws IOException {
    if (full.test(path.toString())) {
      throw new IOException(path + ": No space left on device");
    }
  }
}
