// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A copy of the installation with a bundle in it that no build of ours made. */
final class OutsidePlugin {
  private OutsidePlugin() {}

  /** Copies an installation, without its archive: that fits only what it was made of. */
  static Path install(Path installation, Path target, Path bundle) throws IOException {
    try (Stream<Path> files = Files.walk(installation)) {
      for (Path file : files.toList()) {
        Path inside = installation.relativize(file);
        if (!inside.startsWith("archive")) {
          Files.copy(file, target.resolve(inside.toString()));
        }
      }
    }
    Files.copy(bundle, target.resolve("bundles").resolve(bundle.getFileName()));
    Files.writeString(
        target.resolve("features/standard.list"),
        "bundle " + bundle.getFileName() + "\n",
        StandardOpenOption.APPEND);
    return target;
  }

  /** Compiles the sources against the api alone, and lets bnd make a bundle of the classes. */
  static Path build(Path sources, Path folder) throws Exception {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Path api = Scene.root().resolve("bundles/api/target/api-3.0.0.jar");
    List<Path> annotations = annotations();
    String path = api + File.pathSeparator + join(annotations);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    String source = sources.resolve("com/example/motd/MotdPlugin.java").toString();
    int result =
        compiler.run(
            null,
            null,
            null,
            "--release",
            "17",
            "-proc:none",
            "-cp",
            path,
            "-d",
            classes.toString(),
            source);
    if (result != 0) {
      throw new IllegalStateException("it does not compile against " + path);
    }
    try (Builder builder = new Builder()) {
      builder.addClasspath(new Jar(classes.toFile()));
      builder.addClasspath(new Jar(api.toFile()));
      for (Path jar : annotations) {
        builder.addClasspath(new Jar(jar.toFile()));
      }
      builder.setProperty("Bundle-SymbolicName", "com.example.motd");
      builder.setProperty("Bundle-Version", "1.0.0");
      builder.setProperty("Private-Package", "com.example.motd");
      Path bundle = folder.resolve("motd.jar");
      builder.build().write(bundle.toFile());
      if (!builder.getErrors().isEmpty()) {
        throw new IllegalStateException("bnd: " + builder.getErrors());
      }
      return bundle;
    }
  }

  /** The jars of the OSGi annotations and of the condition, as they lie on our own class path. */
  private static List<Path> annotations() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.contains(".annotations-") || entry.contains("osgi.core-"))
        .map(Path::of)
        .toList();
  }

  private static String join(List<Path> jars) {
    return String.join(File.pathSeparator, jars.stream().map(Path::toString).toList());
  }
}
