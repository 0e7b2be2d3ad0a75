// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * A bundle that leaves a file beside the configuration when it is started, and when stopped. Where
 * it finds a file {@code restart} there, it removes it and has the agent restarted.
 */
public final class TinyBundle implements BundleActivator {
  @Override
  public void start(BundleContext context) throws Exception {
    String configuration = context.getProperty("org.waagent.configuration-file");
    if (Files.deleteIfExists(Path.of(configuration).resolveSibling("restart"))) {
      context
          .getService(
              context
                  .getServiceReferences(Runnable.class, "(org.waagent.restart=true)")
                  .iterator()
                  .next())
          .run();
      return;
    }
    mark(context, "without-" + context.getProperty("org.waagent.without"), "");
    mark(context, "phases", phases(context));
    mark(context, "started-" + context.getProperty("org.waagent.mode"), "");
  }

  @Override
  public void stop(BundleContext context) throws IOException {
    mark(context, "stopped", "");
  }

  private static String phases(BundleContext context) throws IOException {
    try {
      ServiceReference<?>[] found =
          context.getServiceReferences(Supplier.class.getName(), "(org.waagent.start.phases=true)");
      List<?> lines = (List<?>) ((Supplier<?>) context.getService(found[0])).get();
      return lines.stream().map(Object::toString).collect(Collectors.joining("\n"));
    } catch (InvalidSyntaxException e) {
      throw new IOException(e);
    }
  }

  private static void mark(BundleContext context, String name, String text) throws IOException {
    String configuration = context.getProperty("org.waagent.configuration-file");
    Files.writeString(Path.of(configuration).resolveSibling(name), text);
  }

  /** Writes it as a jar; without its class it can be installed, but not started. */
  static void write(Path jar, boolean whole) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", "tiny." + whole);
    main.putValue("Bundle-Activator", TinyBundle.class.getName());
    main.putValue("Import-Package", "org.osgi.framework");
    String path = TinyBundle.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream content = TinyBundle.class.getClassLoader().getResourceAsStream(path)) {
      if (whole) {
        out.putNextEntry(new JarEntry(path));
        content.transferTo(out);
      }
    }
  }
}
