// SPDX-License-Identifier: Apache-2.0
package org.waagent.containers;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.mavenBundle;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ops4j.pax.exam.Option;

/** The agent's bundles in the order the launcher has them, and what the launcher tells them. */
final class Platform {
  private static final List<String> LIBRARIES =
      List.of(
          "org.osgi.util.function",
          "org.osgi.util.promise",
          "org.osgi.service.component",
          "org.apache.felix.log",
          "org.apache.felix.configadmin",
          "org.apache.felix.metatype",
          "org.apache.felix.scr",
          "gson",
          "okio-jvm",
          "okhttp-jvm");

  private static final List<String> OURS =
      List.of(
          "kotlin-stdlib",
          "bouncycastle",
          "api",
          "os",
          "config",
          "host-protocol",
          "core",
          "extension-handler");

  private static final int LEVEL = 3;

  private Platform() {}

  /** A folder that goes with the JVM that started the container. */
  static Path folder() throws IOException {
    Path folder = Files.createTempDirectory("waagent-container");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder.toFile())));
    return folder;
  }

  private static void delete(File file) {
    File[] inside = file.listFiles();
    if (inside != null) {
      for (File one : inside) {
        delete(one);
      }
    }
    file.delete();
  }

  /** The daemon's platform with everything it writes in one folder. */
  static Option in(Path folder, List<String> lines) throws IOException {
    Path conf = folder.resolve("waagent.conf");
    Files.writeString(conf, String.join("\n", lines(folder, lines)) + "\n");
    List<Option> options = new ArrayList<>();
    options.add(cleanCaches());
    options.add(property("configuration-file", conf.toString()));
    options.add(property("mode", "daemon"));
    options.add(property("version", "3.0.0"));
    options.add(property("start", "containers"));
    options.add(property("feature", "standard"));
    options.add(property("home", folder.toString()));
    options.add(systemProperty("waagent.test.folder").value(folder.toString()));
    options.add(mavenBundle("org.slf4j", "slf4j-api", "1.7.36"));
    options.add(mavenBundle("org.slf4j", "slf4j-nop", "1.7.36").noStart());
    options.add(junitBundles());
    String libraries = "file:" + System.getProperty("waagent.platform") + "/";
    LIBRARIES.forEach(name -> options.add(bundle(libraries + name + ".jar").startLevel(LEVEL)));
    OURS.forEach(name -> options.add(bundle(built(name)).startLevel(LEVEL + 1)));
    return composite(options.toArray(Option[]::new));
  }

  /** One more of the agent's bundles, which the test itself starts. */
  static Option unstarted(String name) {
    return bundle(built(name)).startLevel(LEVEL + 1).noStart();
  }

  private static List<String> lines(Path folder, List<String> lines) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "Lib.Dir=" + folder.resolve("lib"),
                "Extension.LogDir=" + folder.resolve("extension-logs"),
                "Pid.File=" + folder.resolve("waagent.pid"),
                "Logs.File=" + folder.resolve("waagent.log"),
                "Logs.Console=n"));
    all.addAll(lines);
    return all;
  }

  private static String built(String name) {
    Path target = Path.of(System.getProperty("waagent.root"), "bundles", name, "target");
    return "file:" + target.normalize().resolve(name + "-3.0.0.jar");
  }

  private static Option property(String name, String value) {
    return frameworkProperty("org.waagent." + name).value(value);
  }
}
