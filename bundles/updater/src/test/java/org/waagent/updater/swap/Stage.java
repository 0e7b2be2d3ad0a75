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
import java.util.stream.Collectors;
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
  static final String SAMPLE = "sample";
  static final String HOST_PACKAGES = "Import-Package: org.waagent.plugin\n";
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Map<String, String> SHARED =
      Map.of(
          "org.osgi.service.component", "1.5.1",
          "org.osgi.service.component.runtime", "1.5.0",
          "org.osgi.service.component.runtime.dto", "1.5.0",
          "org.waagent.plugin", "1.0.0",
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
  private final Setting setting;
  private final String start;

  /**
   * What differs between tests.
   *
   * @param installed the bundle that runs at first
   * @param watch how long new ones are watched
   * @param patience with them
   */
  record Setting(byte[] installed, Duration watch, Patience patience) {
    static Setting usual() throws IOException {
      return new Setting(jar(GOOD, "1.0.0", "", ""), Duration.ofSeconds(6), Patience.USUAL);
    }

    Setting installed(byte[] jar) {
      return new Setting(jar, watch, patience);
    }

    /** For tests in which the time passes. */
    Setting watching(Duration most) {
      return new Setting(installed, most, patience);
    }

    Setting patient(Patience other) {
      return new Setting(installed, watch, other);
    }
  }

  Stage(Path folder, Supplier<org.waagent.os.Files> files, String start) throws Exception {
    this(folder, files, start, Setting.usual());
  }

  Stage(Path folder, Supplier<org.waagent.os.Files> files, String start, Setting setting)
      throws Exception {
    this.setting = setting;
    this.start = start;
    this.machine = TestMachine.below(folder);
    this.places = new Places(folder.resolve("lib/features"), folder.resolve("home"));
    if (!Files.exists(places.home())) {
      install(folder, setting.installed());
    }
    this.framework = new FrameworkFactory().newFramework(properties(folder));
    framework.start();
    String scr = "file:" + onClassPath("org.apache.felix.scr");
    framework.getBundleContext().installBundle(scr).start();
    Bundle own = empty("updater");
    this.store = new Store(files, places, "standard");
    this.pointers = new Pointers(files, places);
    this.journal = new Journal(files, places);
    this.work = work(own.getBundleContext(), journal);
    this.ledger = new Ledger(work);
    this.swapping = new Swapping(work, ledger, setting.patience());
    start("installed");
  }

  /** What an updater works with whose bundle is that of a context. */
  Work work(BundleContext own, Journal written) {
    return new Work(
        own,
        new AgentRun(start, "installed", "committed", "", AgentRun.Mode.DAEMON),
        store,
        pointers,
        written,
        machine::clock,
        setting::watch,
        machine.log().logger());
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

  private static void install(Path folder, byte[] jar) throws IOException {
    Path home = folder.resolve("home");
    Files.createDirectories(home.resolve("features"));
    Files.createDirectories(home.resolve("bundles"));
    Files.writeString(
        home.resolve("features/standard.list"), "version 3.0.0\nbundle sample-1.jar\n");
    Files.writeString(
        home.resolve("features/standard.json"),
        "{\"bundles\":[{\"id\":\"g:sample:1\",\"bundleStartLevel\":7}]}");
    Files.write(home.resolve("bundles/sample-1.jar"), jar);
  }

  /** A bundle with one component, which offers all its interfaces. */
  static byte[] jar(String kind, String version, String headers, String references)
      throws IOException {
    return jar(SAMPLE, kind, version, headers, references);
  }

  /** The same with a symbolic name of its own. */
  static byte[] jar(String name, String kind, String version, String headers, String references)
      throws IOException {
    return jar(name, kind, version, headers, references, "true");
  }

  /** A bundle whose component is made when somebody asks for it. */
  static byte[] later(String kind, String version, String references) throws IOException {
    return jar(SAMPLE, kind, version, "", references, "false");
  }

  private static byte[] jar(
      String name, String kind, String version, String headers, String references, String immediate)
      throws IOException {
    String type = "org.waagent.updater.swap.Sample$" + kind;
    String manifest =
        "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: "
            + (name
                + "\nBundle-Version: "
                + version
                + "\nService-Component: OSGI-INF/s.xml\n"
                + headers);
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
                  + (" immediate=\""
                      + immediate
                      + "\"><implementation class=\""
                      + type
                      + "\"/><service>")
                  + (interfaces(type) + "</service>")
                  + (references + "</scr:component>"))
              .getBytes());
    }
    return bytes.toByteArray();
  }

  private static String interfaces(String type) {
    try {
      return Stream.of(Class.forName(type).getInterfaces())
          .map(one -> "<provide interface=\"" + one.getName() + "\"/>")
          .collect(Collectors.joining());
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A bundle with nothing in it, started. */
  Bundle empty(String name) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String manifest =
        "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: " + (name + "\n");
    new JarOutputStream(bytes, new Manifest(new ByteArrayInputStream(manifest.getBytes()))).close();
    Bundle bundle =
        framework
            .getBundleContext()
            .installBundle(name, new ByteArrayInputStream(bytes.toByteArray()));
    bundle.start();
    return bundle;
  }

  /** An update to a set whose only bundle is this. */
  Entry update(byte[] jar) throws Exception {
    Entry entry = stored(jar);
    ledger.begin(entry);
    return entry;
  }

  /** The same, not begun. */
  Entry stored(byte[] jar) throws Exception {
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
    SetBundle bundle = store.put(digest, new ByteArrayInputStream(jar), 7, "standard");
    SetFeature feature = new SetFeature("standard", "3.1.0", SetFeature.AGENT);
    Composition base = new Composition(store.set("installed"));
    String to = store.keep(base.with(feature, List.of(bundle), Map.of()));
    return Entry.begin(Origin.COMMAND, "standard-3.1.0", "installed", to, NOW);
  }

  /** Has a set run, as the launcher would. */
  void start(String set) throws Exception {
    Bundles bundles = new Bundles(context(), places, Patience.USUAL, work.logger());
    for (SetBundle bundle : store.set(set).bundles()) {
      bundles.start(bundle);
    }
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
