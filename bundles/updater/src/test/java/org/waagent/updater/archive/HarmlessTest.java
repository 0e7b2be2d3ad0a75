// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import static java.lang.reflect.Modifier.isFinal;
import static java.lang.reflect.Modifier.isProtected;
import static java.lang.reflect.Modifier.isPublic;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Member;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HarmlessTest {
  /** Not in every Java that is built with: gone, or not there yet. */
  private static final Set<String> COME_AND_GO =
      Set.of(
          "java.lang.Compiler",
          "java.lang.SecurityManager",
          "java.lang.Thread#countStackFrames",
          "java.lang.Thread#resume",
          "java.lang.Thread#stop",
          "java.lang.Thread#suspend",
          "java.lang.runtime.SwitchBootstraps");

  private final Harmless harmless = new Harmless();

  private static List<String> lines() throws IOException {
    try (InputStream table = Harmless.class.getResourceAsStream("harmless")) {
      return new String(table.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    }
  }

  /** A line with a slip in it would open or close nothing. */
  @Test
  void everyClassAndMemberOfTheTableIsThere() throws Exception {
    assertThat(lines()).hasSizeGreaterThan(100).allMatch(line -> line.matches("[+-] \\S+"));
    for (String line : lines()) {
      String name = line.substring(2);
      boolean ofJava = name.startsWith("java.") || name.startsWith("org.osgi.framework.");
      if (ofJava && !name.endsWith(".*") && !COME_AND_GO.contains(name)) {
        String[] parts = name.split("[#(]");
        Class<?> type = Class.forName(parts[0]);
        boolean ordinary = parts.length > 1 && !parts[1].equals("extends");
        if (ordinary && !parts[1].equals("<init>")) {
          assertThat(members(type)).as(line).contains(parts[1]);
        }
      }
    }
    assertThat(lines()).doesNotHaveDuplicates();
  }

  private static Stream<String> members(Class<?> type) {
    return Stream.of(type.getMethods(), type.getFields())
        .flatMap(Arrays::stream)
        .map(member -> ((Member) member).getName());
  }

  @Test
  void theMoreExactLineCounts() {
    assertThat(harmless.mayUse("java/lang/String")).isTrue();
    assertThat(harmless.mayUse("java/lang/System", "exit(I)V")).isFalse();
    assertThat(harmless.mayUse("java/lang/System", "nanoTime()J")).isTrue();
    assertThat(harmless.mayUse("java/lang/Runtime")).isTrue();
    assertThat(harmless.mayUse("java/lang/Runtime", "halt(I)V")).isFalse();
    assertThat(harmless.mayUse("java/lang/Thread", "stop()V")).isFalse();
    assertThat(harmless.mayUse("java/lang/Thread", "start()V")).isTrue();
    assertThat(harmless.mayUse("java/util/Scanner", "<init>(Ljava/io/InputStream;)V")).isTrue();
    assertThat(harmless.mayUse("java/util/Scanner", "<init>(Ljava/nio/file/Path;)V")).isFalse();
    assertThat(harmless.mayUse("org/osgi/framework/BundleContext", "getBundle()L;")).isTrue();
    assertThat(harmless.mayUse("org/osgi/framework/BundleContext", "getBundle(J)L;")).isFalse();
  }

  /** An inherited member can be called by the name of whoever inherits it. */
  @Test
  void whatIsClosedInAClassIsClosedInItsHeirs() throws Exception {
    Map<Class<?>, Set<String>> closed = new HashMap<>();
    for (String line : lines()) {
      String[] parts = line.substring(2).split("[#(]");
      boolean isMember = line.startsWith("- java.") && parts.length > 1;
      if (isMember && !parts[1].equals("extends") && !parts[1].equals("<init>")) {
        closed.computeIfAbsent(Class.forName(parts[0]), c -> new HashSet<>()).add(parts[1]);
      }
    }
    closed.keySet().removeIf(type -> type.isInterface() || isFinal(type.getModifiers()));
    assertThat(closed).isNotEmpty();
    for (Class<?> type : closed.keySet()) {
      assertThat(harmless.mayUse(internal(type), "extends")).as("heirs of %s", type).isFalse();
    }
    for (Class<?> heir : ofJava()) {
      closed.forEach(
          (type, members) -> {
            if (type.isAssignableFrom(heir) && !type.equals(heir)) {
              assertThat(members)
                  .noneMatch(member -> harmless.mayUse(internal(heir), member + "()V"));
            }
          });
    }
  }

  private static String internal(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  private List<Class<?>> ofJava() throws IOException, ClassNotFoundException {
    Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules");
    List<String> names;
    try (Stream<Path> all = Files.walk(modules.resolve("java.base/java"))) {
      names =
          all.map(path -> modules.resolve("java.base").relativize(path).toString())
              .filter(name -> name.endsWith(".class"))
              .map(name -> name.substring(0, name.length() - ".class".length()))
              .filter(harmless::mayUse)
              .toList();
    }
    List<Class<?>> classes = new ArrayList<>();
    for (String name : names) {
      Class<?> type = Class.forName(name.replace('/', '.'), false, null);
      if (isPublic(type.getModifiers()) || isProtected(type.getModifiers())) {
        classes.add(type);
      }
    }
    assertThat(classes).hasSizeGreaterThan(300);
    return classes;
  }

  @Test
  void whatTheTableDoesNotNameIsNotHarmless() {
    for (String type :
        List.of(
            "java/lang/brandnew/Door",
            "sun/misc/Unsafe",
            "jdk/internal/misc/Unsafe",
            "java/lang/reflect/Method",
            "java/lang/foreign/Linker",
            "javax/naming/InitialContext",
            "org/osgi/framework/wiring/FrameworkWiring")) {
      assertThat(harmless.mayUse(type)).as(type).isFalse();
    }
    assertThat(harmless.mayUse("com/acme/Own")).isTrue();
  }

  @Test
  void onlyPackagesOfTheTableAndOfJavaMayBeImported() {
    assertThat(
            List.of(
                "java.io",
                "javax.crypto",
                "org.waagent.os",
                "com.google.gson",
                "org.osgi.framework"))
        .allMatch(harmless::mayImport);
    assertThat(List.of("okhttp3", "okio", "org.waagent.core", "org.osgi.framework.hooks.service"))
        .noneMatch(harmless::mayImport);
  }
}
