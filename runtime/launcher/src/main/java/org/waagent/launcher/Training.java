// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * The run whose loaded classes become the class-data archive. It starts the bundles in one-shot
 * mode on a throw-away {@code Lib.Dir}, so that nothing of the machine is touched, and loads what a
 * daemon's first minute would load: all classes of ours, and of the libraries those that {@code
 * start.classes} lists.
 */
final class Training {
  private static final String OURS = "org.waagent.";

  private final Home home;
  private final Start start;
  private final CommandLine line;
  private final Terminal terminal;

  Training(Home home, Start start, CommandLine line, Terminal terminal) {
    this.home = home;
    this.start = start;
    this.line = line;
    this.terminal = terminal;
  }

  int run() throws CommandException, InterruptedException {
    Storage folder = Storage.create();
    try {
      Settings settings = settings(folder.path());
      return new OneShot(home, start, line, terminal).run(settings, this::load);
    } catch (IOException e) {
      throw new CommandException(ExitCode.FAILED, "no class-data archive: " + e);
    } finally {
      folder.delete(terminal);
    }
  }

  private static Settings settings(Path folder) throws IOException {
    Path file = folder.resolve("waagent.conf");
    Path libDir = folder.resolve("lib");
    Files.writeString(
        file,
        "Lib.Dir="
            + libDir
            + "\nExtension.LogDir="
            + folder.resolve("log")
            + "\nLogs.File="
            + folder.resolve("waagent.log")
            + "\nPid.File="
            + folder.resolve("waagent.pid")
            + "\n");
    return new Settings(file, libDir, folder.resolve("waagent.pid"));
  }

  private int load(BundleContext context) throws CommandException {
    // Nobody listens there: it is for the classes of a command that asks the daemon.
    new ControlClient(home.path().resolve("no.sock"), terminal).ask(List.of());
    List<String> listed = listed();
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getSymbolicName().startsWith(OURS)) {
        loadAll(bundle);
      }
      loadListed(bundle, jarName(bundle), listed);
    }
    return ExitCode.FINE;
  }

  private List<String> listed() throws CommandException {
    Path file = home.features().resolve("start.classes");
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new CommandException(ExitCode.FAILED, "cannot read " + file);
    }
  }

  /** Name of the bundle's jar without version; the system bundle stands for Java itself. */
  private static String jarName(Bundle bundle) {
    if (bundle.getBundleId() == 0) {
      return "java";
    }
    String location = bundle.getLocation();
    String file = location.substring(location.lastIndexOf('/') + 1);
    int version = file.lastIndexOf('-');
    return version < 0 ? file : file.substring(0, version);
  }

  private static void loadListed(Bundle bundle, String name, List<String> listed) {
    for (String entry : listed) {
      int blank = entry.indexOf(' ');
      if (blank == name.length() && entry.startsWith(name)) {
        load(bundle, entry.substring(blank + 1));
      }
    }
  }

  private static void loadAll(Bundle bundle) {
    Enumeration<URL> entries = bundle.findEntries("/org/waagent", "*.class", true);
    while (entries != null && entries.hasMoreElements()) {
      String path = entries.nextElement().getPath();
      if (!path.startsWith("/META-INF/") && !path.endsWith("-info.class")) {
        load(bundle, path.substring(1, path.length() - ".class".length()).replace('/', '.'));
      }
    }
  }

  /**
   * Loads and links a class without running any of its code: only linked classes are archived, and
   * asking for constructors links. One that does not load here is only missing in the archive.
   */
  private static boolean load(Bundle bundle, String name) {
    try {
      return bundle.loadClass(name).getDeclaredConstructors().length > 0;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
