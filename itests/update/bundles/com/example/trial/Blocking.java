// SPDX-License-Identifier: Apache-2.0
package com.example.trial;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/** Stops in the middle of a resolution, with the lock of the whole framework in its hand. */
public final class Blocking implements BundleActivator, ResolverHookFactory {
  @Override
  public void start(BundleContext context) throws InterruptedException {
    context.registerService(ResolverHookFactory.class, this, null);
    Thread thread = new Thread(() -> resolve(context), "trial");
    thread.setDaemon(true);
    thread.start();
  }

  private static void resolve(BundleContext context) {
    try {
      Bundle inner =
          context.installBundle("trial:inner", new ByteArrayInputStream(bundle()));
      context.getBundle(0).adapt(FrameworkWiring.class).resolveBundles(List.of(inner));
    } catch (BundleException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bundle() throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", "com.example.trial.inner");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new JarOutputStream(bytes, manifest).close();
    return bytes.toByteArray();
  }

  /** Called within the resolver, and never returns. */
  @Override
  public ResolverHook begin(Collection<BundleRevision> triggers) {
    CountDownLatch never = new CountDownLatch(1);
    while (true) {
      try {
        never.await();
      } catch (InterruptedException e) {
        // It does not listen.
      }
    }
  }

  @Override
  public void stop(BundleContext context) {}
}
