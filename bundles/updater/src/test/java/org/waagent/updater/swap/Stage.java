// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.waagent.machine.TestMachine;
import org.waagent.updater.Origin;
import org.waagent.updater.store.Composition;
import org.waagent.updater.store.Entry;
import org.waagent.updater.store.Journal;
import org.waagent.updater.store.Places;
import org.waagent.updater.store.Pointers;
import org.waagent.updater.store.SetBundle;
import org.waagent.updater.store.SetFeature;
import org.waagent.updater.store.Store;

/** A real framework with Declarative Services and one bundle that updates replace. */
final class Stage {
  static final String GOOD = "Good";
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Map<String, String> SHARED =
      Map.of(
          "org.osgi.service.component", "1.5.1",
          "org.osgi.service.component.runtime", "1.5.0",
          "org.osgi.service.component.runtime.dto", "1.5.0",
          "org.osgi.util.promise", "1.3.0",
          "org.osgi.util.function", "1.2.0");

  final TestMachine machine;
  final Places places;
  final Store store;
  final Pointers pointers;
  final Journal journal;
  final Ledger ledger;
  final Swapping swapping;
  private final Framework framework;
  private final Work work;

  Stage(Path folder, Supplier<org.waagent.os.Files> files, String start) throws Exception {
    this.machine = TestMachine.below(folder);
    this.places = new Places(folder.resolve("lib/features"), folder.resolve("home"));
    if (!Files.exists(places.home())) {
      install(folder);
    }
    this.framework = new FrameworkFactory().newFramework(properties(folder));
    framework.start();
    String scr = "file:" + onClassPath("org.apache.felix.scr");
    framework.getBundleContext().installBundle(scr).start();
    Bundle own = installEmpty();
    this.store = new Store(files, places, "standard");
    this.pointers = new Pointers(files, places);
    this.journal = new Journal(files, places);
    this.work =
        new Work(
            own.getBundleContext(),
            new AgentRun(start, "installed", "committed", "", AgentRun.Mode.DAEMON),
            store,
            pointers,
            journal,
            machine::clock,
            () -> Duration.ofSeconds(6),
            machine.log().logger());
    this.ledger = new Ledger(work);
    this.swapping = new Swapping(work, ledger);
    swapping.bundles().start(store.set("installed").bundles().get(0));
  }

  private static Map<String, String> properties(Path folder) {
    StringBuilder extra = new StringBuilder();
    SHARED.forEach(
        (name, version) ->
            extra.append(extra.length() == 0 ? "" : ",").append(name + ";version=" + version));
    Map<String, String> properties = new HashMap<>();
    properties.put(Constants.FRAMEWORK_STORAGE, folder.resolve("cache").toString());
    properties.put(
        Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    properties.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
    properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, extra.toString());
    properties.put("felix.log.level", "0");
    return properties;
  }

  private static Path onClassPath(String name) {
    return Stream.of(System.getProperty("java.class.path").split(":"))
        .filter(entry -> entry.contains("/" + name + "-"))
        .map(Path::of)
        .findFirst()
        .orElseThrow();
  }

  private static void install(Path folder) throws IOException {
    Path home = folder.resolve("home");
    Files.createDirectories(home.resolve("features"));
    Files.createDirectories(home.resolve("bundles"));
    Files.writeString(
        home.resolve("features/standard.list"), "version 3.0.0\nbundle sample-1.jar\n");
    Files.writeString(
        home.resolve("features/standard.json"),
        "{\"bundles\":[{\"id\":\"g:sample:1\",\"bundleStartLevel\":7}]}");
    Files.write(home.resolve("bundles/sample-1.jar"), jar(GOOD, "1.0.0", "", ""));
  }

  /** A bundle with one component. */
  static byte[] jar(String kind, String version, String headers, String references)
      throws IOException {
    String type = "org.waagent.updater.swap.Sample$" + kind;
    String manifest =
        "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: sample\n"
            + ("Bundle-Version: " + version + "\nService-Component: OSGI-INF/s.xml\n" + headers);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String path = type.replace('.', '/') + ".class";
    try (JarOutputStream jar =
            new JarOutputStream(
                bytes, new Manifest(new ByteArrayInputStream(manifest.getBytes())));
        InputStream content = Stage.class.getClassLoader().getResourceAsStream(path)) {
      jar.putNextEntry(new ZipEntry(path));
      content.transferTo(jar);
      jar.putNextEntry(new ZipEntry("OSGI-INF/s.xml"));
      jar.write(
          ("<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.5.0\" name=\"sample\""
                  + (" immediate=\"true\"><implementation class=\"" + type + "\"/><service>")
                  + "<provide interface=\"java.lang.Runnable\"/></service>"
                  + (references + "</scr:component>"))
              .getBytes());
    }
    return bytes.toByteArray();
  }

  private Bundle installEmpty() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String manifest =
        "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: updater\n";
    new JarOutputStream(bytes, new Manifest(new ByteArrayInputStream(manifest.getBytes()))).close();
    Bundle bundle =
        framework
            .getBundleContext()
            .installBundle("updater", new ByteArrayInputStream(bytes.toByteArray()));
    bundle.start();
    return bundle;
  }

  /** An update to a set whose only bundle is this. */
  Entry update(byte[] jar) throws Exception {
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
    SetBundle bundle = store.put(digest, new ByteArrayInputStream(jar), 7, "standard");
    SetFeature feature = new SetFeature("standard", "3.1.0", SetFeature.AGENT);
    Composition base = new Composition(store.set("installed"));
    String to = store.keep(base.with(feature, List.of(bundle), Map.of()));
    Entry entry = Entry.begin(Origin.COMMAND, "standard-3.1.0", "installed", to, NOW);
    ledger.begin(entry);
    return entry;
  }

  void resume() throws Exception {
    new Resumption(work, ledger, swapping).run();
  }

  BundleContext context() {
    return framework.getBundleContext();
  }

  /** Versions of the bundles whose component offers its service. */
  List<String> offering() throws Exception {
    return context().getServiceReferences(Runnable.class, "(component.name=sample)").stream()
        .map(ServiceReference::getBundle)
        .map(bundle -> bundle.getVersion().toString())
        .sorted()
        .toList();
  }

  long installed() {
    return Stream.of(context().getBundles())
        .filter(bundle -> "sample".equals(bundle.getSymbolicName()))
        .count();
  }

  void close() throws Exception {
    framework.stop();
    framework.waitForStop(20_000);
  }
}
