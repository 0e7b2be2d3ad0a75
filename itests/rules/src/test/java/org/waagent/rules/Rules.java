// SPDX-License-Identifier: Apache-2.0
package org.waagent.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules about classes. Each says in its name what it forbids or asks for. */
final class Rules {
  private static final int DEEPEST_PACKAGE = 4;

  private static final Pattern EMPTY_WORDS =
      Pattern.compile("(Impl|Manager|Utils?|Utility|Helper|Abstract)(?![a-z])");

  private static final List<String> LIBRARIES = List.of("okhttp3.", "okio.", "org.bouncycastle.");

  private static final Set<String> PROCESSES_AND_PATHS =
      Set.of(
          "java.lang.ProcessBuilder",
          "java.lang.ProcessHandle",
          "java.lang.Process",
          "java.io.File",
          "java.io.FileInputStream",
          "java.io.FileOutputStream",
          "java.io.FileReader",
          "java.io.FileWriter",
          "java.io.RandomAccessFile",
          "java.nio.file.Files",
          "java.nio.file.FileSystem",
          "java.nio.file.FileSystems",
          "java.nio.file.WatchService",
          "java.nio.channels.FileChannel",
          "java.nio.channels.AsynchronousFileChannel",
          "java.util.zip.ZipFile",
          "java.util.jar.JarFile",
          "java.util.Scanner");

  private static final Set<String> CALLS =
      Set.of(
          "java.lang.Runtime.exec",
          "java.lang.Runtime.load",
          "java.lang.Runtime.loadLibrary",
          "java.lang.System.load",
          "java.lang.System.loadLibrary",
          "java.nio.file.Path.toFile",
          "java.nio.file.Path.toRealPath",
          "java.nio.file.Path.register");

  private Rules() {}

  /** Only {@code host-protocol} may import OkHttp, Okio and Bouncy Castle. */
  static Rule noHttpOrCryptoLibrary() {
    return type ->
        uses(type).filter(Rules::isLibrary).map(other -> type.getName() + " uses " + other);
  }

  /** Only {@code os} starts programs and opens paths. */
  static Rule noProcessesAndPaths() {
    return type ->
        Stream.concat(
            uses(type)
                .filter(PROCESSES_AND_PATHS::contains)
                .map(other -> type.getName() + " uses " + other),
            type.getCodeUnitCallsFromSelf().stream()
                .map(call -> call.getTargetOwner().getName() + "." + call.getName())
                .filter(CALLS::contains)
                .map(call -> type.getName() + " calls " + call));
  }

  /** A class needs nothing of ours but its own bundle and the packages named. */
  static Rule onlyOwnPackagesAnd(Set<String> own, Set<String> shared) {
    return type ->
        type.getDirectDependenciesFromSelf().stream()
            .map(dependency -> dependency.getTargetClass().getBaseComponentType())
            .filter(other -> other.getPackageName().startsWith("org.waagent"))
            .filter(other -> !own.contains(other.getPackageName()))
            .filter(other -> !shared.contains(other.getPackageName()))
            .map(other -> type.getName() + " uses " + other.getName() + " of another bundle");
  }

  /** Packages are shallow. */
  static Rule shallowPackages() {
    return type ->
        type.getPackageName().split("\\.").length > DEEPEST_PACKAGE
            ? Stream.of(type.getPackageName() + " is too deep")
            : Stream.empty();
  }

  /** A name says what something is, not that it is something. */
  static Rule tellingNames() {
    return type ->
        EMPTY_WORDS.matcher(type.getSimpleName()).find()
            ? Stream.of(type.getName() + " has an empty word in its name")
            : Stream.empty();
  }

  private static boolean isLibrary(String name) {
    return LIBRARIES.stream().anyMatch(name::startsWith);
  }

  private static Stream<String> uses(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .map(dependency -> dependency.getTargetClass().getBaseComponentType().getName());
  }
}
