// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class PlainLambdasTest {
  private final SortedMap<String, byte[]> before = new TreeMap<>();

  @TempDir private Path folder;

  /** Loads the classes themselves, and all else from the tests. */
  private static final class Own extends ClassLoader {
    private final Map<String, byte[]> classes;

    Own(Map<String, byte[]> classes) {
      super(PlainLambdasTest.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      byte[] content = classes.get(name.replace('.', '/'));
      if (content == null) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? defineClass(name, content, 0, content.length) : loaded;
      }
    }
  }

  @BeforeEach
  void read() throws Exception {
    Path classes =
        Path.of(Lambdas.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.toList()) {
        String name = classes.relativize(file).toString();
        if (name.matches("org/waagent/assembly/Lambdas(\\$.*)?\\.class")) {
          before.put(name.replace(".class", ""), Files.readAllBytes(file));
        }
      }
    }
    assertThat(before).hasSizeGreaterThan(3);
  }

  private static List<?> told(Map<String, byte[]> classes) throws Exception {
    Class<?> type = new Own(classes).loadClass(Lambdas.class.getName());
    return (List<?>) ((Supplier<?>) type.getDeclaredConstructor().newInstance()).get();
  }

  /** Bootstrap methods that are still to be called when the classes run. */
  private static List<String> bootstraps(Map<String, byte[]> classes) {
    List<String> found = new ArrayList<>();
    ClassVisitor seeking =
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String type, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitInvokeDynamicInsn(
                  String method, String type, Handle bootstrap, Object... arguments) {
                found.add(bootstrap.getName() + " " + method);
              }
            };
          }
        };
    classes.values().forEach(content -> new ClassReader(content).accept(seeking, 0));
    return found;
  }

  @Test
  void doesWhatTheLambdasDid() throws Exception {
    Map<String, byte[]> after = PlainLambdas.of(before);

    assertThat(told(after)).isEqualTo(told(before)).isEqualTo(new Lambdas().get());
    assertThat(told(after)).hasSizeGreaterThan(45);
  }

  @Test
  void leavesOnlyTextsOfRecordsAndWhatCanBeSerialized() {
    Map<String, byte[]> after = PlainLambdas.of(before);

    assertThat(bootstraps(before))
        .contains("metafactory get", "altMetafactory run", "bootstrap equals");
    assertThat(new TreeSet<>(bootstraps(after)))
        .containsExactly("altMetafactory run", "bootstrap toString");
    assertThat(after.keySet()).containsAll(before.keySet()).hasSizeGreaterThan(before.size() + 30);
  }

  @Test
  void makesTheSameBytesAgain() {
    assertThat(PlainLambdas.of(before))
        .usingRecursiveComparison()
        .isEqualTo(PlainLambdas.of(new TreeMap<>(before)));
  }

  private Path jar(SortedMap<String, byte[]> entries) throws IOException {
    Path jar = folder.resolve("a.jar");
    StoredZip.write(jar, entries);
    return jar;
  }

  @Test
  void aJarOfOursKeepsWhatElseIsInIt() throws Exception {
    SortedMap<String, byte[]> entries = new TreeMap<>();
    before.forEach((name, content) -> entries.put(name + ".class", content));
    entries.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n".getBytes());
    entries.put("org/other/Library.class", new byte[] {1, 2, 3});
    Path jar = jar(entries);

    QuickJars.make(jar);

    try (JarFile file = new JarFile(jar.toFile());
        InputStream library = file.getInputStream(file.getEntry("org/other/Library.class"))) {
      assertThat(library.readAllBytes()).containsExactly(1, 2, 3);
      assertThat(file.getManifest().getMainAttributes()).isNotEmpty();
      assertThat(file.stream().map(ZipEntry::getName))
          .contains("org/waagent/assembly/Lambdas$$L0.class");
    }
  }

  @Test
  void whatOthersMadeStaysAsItIs() throws Exception {
    Path jar = jar(new TreeMap<>(Map.of("org/other/Library.class", new byte[] {1, 2, 3})));
    byte[] content = Files.readAllBytes(jar);

    QuickJars.make(jar);

    assertThat(Files.readAllBytes(jar)).isEqualTo(content);
  }
}
