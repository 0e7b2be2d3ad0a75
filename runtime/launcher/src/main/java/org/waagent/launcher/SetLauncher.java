// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The launcher and the framework a set brings, in a class loader that sees nothing of ours. */
final class SetLauncher implements Closeable {
  private final URLClassLoader loader;
  private final Method entrance;

  private SetLauncher(URLClassLoader loader, Method entrance) {
    this.loader = loader;
    this.entrance = entrance;
  }

  /**
   * Loads its entrance, which is where a jar that is none shows.
   *
   * @param lib folder that relative names count from
   * @param jars its class path
   */
  static SetLauncher load(Path lib, List<String> jars) throws DamagedSetException {
    try {
      List<URL> places = new ArrayList<>(jars.size());
      for (String jar : jars) {
        places.add(lib.resolve(jar).toUri().toURL());
      }
      URLClassLoader loader =
          new URLClassLoader(
              "set", places.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
      Class<?> entrance = Class.forName(Entrance.class.getName(), true, loader);
      return new SetLauncher(loader, entrance.getMethod("enter", List.class, Map.class));
    } catch (IOException | ReflectiveOperationException | LinkageError e) {
      throw new DamagedSetException("its launcher cannot be entered: " + e);
    }
  }

  /**
   * Hands over to it.
   *
   * @return its exit code
   * @throws CommandException if it breaks
   */
  int enter(List<String> arguments, Start start) throws CommandException {
    Thread.currentThread().setContextClassLoader(loader);
    try {
      return (Integer) entrance.invoke(null, arguments, start.given());
    } catch (InvocationTargetException e) {
      throw new CommandException(ExitCode.FAILED, "the launcher of the set fails: " + e.getCause());
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new CommandException(ExitCode.FAILED, "the launcher of the set does not fit: " + e);
    }
  }

  /** It is not entered after all. */
  @Override
  public void close() throws IOException {
    loader.close();
  }
}
