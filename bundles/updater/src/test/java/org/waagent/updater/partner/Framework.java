// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/** A real framework with empty bundles, whose contexts stand for what their code would do. */
final class Framework {
  private final org.osgi.framework.launch.Framework framework;
  private final Map<String, Grant> grants = new HashMap<>();

  Framework(Path storage) throws BundleException {
    framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    storage.toString(),
                    Constants.FRAMEWORK_BSNVERSION,
                    Constants.FRAMEWORK_BSNVERSION_MULTIPLE,
                    "felix.log.level",
                    "0"));
    framework.start();
  }

  /** The context the agent's own services are registered with. */
  BundleContext context() {
    return framework.getBundleContext();
  }

  /** A started bundle of the agent. */
  BundleContext agent(String name) throws Exception {
    return started(install(name));
  }

  Bundle installed(String name, Grant grant) throws Exception {
    grants.put(name, grant);
    return install(name);
  }

  /** A started bundle of a feature, whose jar has files with the names of those classes. */
  BundleContext partner(String name, Grant grant, Class<?>... classes) throws Exception {
    grants.put(name, grant);
    return started(install(name, classes));
  }

  Bundle bundle(String name) {
    return context().getBundle(name);
  }

  /** What a bundle may use, by where it was installed from. */
  Optional<Grant> grant(Bundle bundle) {
    return Optional.ofNullable(grants.get(bundle.getLocation()));
  }

  private static BundleContext started(Bundle bundle) throws BundleException {
    bundle.start();
    return bundle.getBundleContext();
  }

  private Bundle install(String name, Class<?>... classes) throws BundleException, IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
    manifest.getMainAttributes().putValue(Constants.BUNDLE_SYMBOLICNAME, name);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      for (Class<?> type : classes) {
        jar.putNextEntry(new ZipEntry(type.getName().replace('.', '/') + ".class"));
      }
    }
    return context().installBundle(name, new ByteArrayInputStream(bytes.toByteArray()));
  }

  void stop() throws BundleException, InterruptedException {
    framework.stop();
    framework.waitForStop(10_000);
  }
}
