// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A bundle of one class, compiled against the api alone, as a partner would. */
final class SmallBundle {
  private static final String PACKAGE = "com.example.trial";

  private static final String VERSION = "1.0.0";

  private final Path root;
  private final Path installation;
  private final Path notes;

  /**
   * @param root of the repository
   * @param installation whose api it is compiled against
   * @param notes the file such a bundle may note something in
   */
  SmallBundle(Path root, Path installation, Path notes) {
    this.root = root;
    this.installation = installation;
    this.notes = notes;
  }

  /**
   * Makes the bundle.
   *
   * @param folder for it and its classes
   * @param type name of a class below {@code itests/update/bundles}
   * @param name the last part of the bundle's
   */
  Path make(Path folder, String type, String name) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes-" + type));
    Path sources = root.resolve("itests/update/bundles");
    compile(sources.resolve(PACKAGE.replace('.', '/')).resolve(type + ".java"), classes);
    Path bundle = folder.resolve(name + "-" + VERSION + ".jar");
    try (Builder builder = new Builder()) {
      builder.addClasspath(new Jar(classes.toFile()));
      for (Path jar : neighbours()) {
        builder.addClasspath(new Jar(jar.toFile()));
      }
      builder.setProperty("Bundle-SymbolicName", "com.example." + name);
      builder.setProperty("Bundle-Version", VERSION);
      builder.setProperty("Trial-File", notes.toString());
      builder.setProperty("Private-Package", PACKAGE);
      builder.setProperty("-reproducible", "true");
      builder.setProperty("-noextraheaders", "true");
      if (isActivator(classes.resolve(PACKAGE.replace('.', '/')), type)) {
        builder.setProperty("Bundle-Activator", PACKAGE + "." + type);
      }
      builder.build().write(bundle.toFile());
      if (!builder.getErrors().isEmpty()) {
        throw new IllegalStateException("bnd: " + builder.getErrors());
      }
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("no bundle of " + type, e);
    }
    return bundle;
  }

  private void compile(Path source, Path classes) throws IOException {
    String path =
        String.join(File.pathSeparator, neighbours().stream().map(Path::toString).toList());
    List<String> words =
        List.of(
            "--release",
            "17",
            "-proc:none",
            "-cp",
            path,
            "-d",
            classes.toString(),
            source.toString());
    int result =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(String[]::new));
    if (result != 0) {
      throw new IllegalStateException(source + " does not compile against " + path);
    }
  }

  private static boolean isActivator(Path classes, String type) throws IOException {
    byte[] bytes = Files.readAllBytes(classes.resolve(type + ".class"));
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .contains("org/osgi/framework/BundleActivator");
  }

  /** The api, and the jars of the OSGi annotations and interfaces on our own class path. */
  private List<Path> neighbours() throws IOException {
    Stream<Path> ours =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.contains(".annotations-") || entry.contains("osgi.core-"))
            .map(Path::of);
    return Stream.concat(Stream.of(Edition.jar(installation, "api")), ours).toList();
  }
}
