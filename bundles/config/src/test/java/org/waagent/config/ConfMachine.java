// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.service.log.Logger;
import org.waagent.machine.TestMachine;
import org.waagent.os.Mode;
import org.waagent.plugin.FrameworkProperties;

/** A machine with a configuration file, in a temporary folder, and a framework beside it. */
final class ConfMachine {
  static final Path FILE = Path.of("/etc/waagent.conf");

  final FakeFramework framework = new FakeFramework();
  final FakeMetatypes metatypes = new FakeMetatypes();
  final FakeConfigurations configurations = new FakeConfigurations();
  final LogLines log = new LogLines();
  final TestMachine machine;

  ConfMachine(Path root) {
    machine = TestMachine.at(root);
    framework.properties.put(FrameworkProperties.CONFIGURATION_FILE, FILE.toString());
    framework.properties.put(FrameworkProperties.MODE, FrameworkProperties.ONE_SHOT);
  }

  /** Installs a bundle that declares one key of each type. */
  Bundle installExtensions() {
    Bundle bundle = framework.install("org.waagent.extension-handler");
    metatypes.declare(
        bundle,
        "org.waagent.extensions",
        FakeMetatypes.bool("enabled", true),
        FakeMetatypes.number("goalStatePeriod", 6));
    metatypes.declare(bundle, "org.waagent.os", FakeMetatypes.text("opensslPath", ""));
    return bundle;
  }

  void write(String text) throws IOException {
    machine.files().makeFolder(FILE.getParent(), Mode.of(0755));
    machine.files().write(FILE, text.getBytes(UTF_8), Mode.of(0644));
  }

  Bridge bridge() {
    return new Bridge(
        framework.context(),
        machine.files(),
        machine.clock(),
        configurations.service(),
        metatypes,
        log.logger());
  }

  /** The same without a component around it. */
  LiveConfiguration live() {
    Logger logger = log.logger();
    return new LiveConfiguration(
        Optional.of(FILE),
        new ConfSource(machine.files()),
        new Metatypes(metatypes, logger),
        new Sections(configurations.service(), logger),
        logger);
  }

  LiveConfiguration started() {
    LiveConfiguration live = live();
    live.start(framework.bundles.toArray(Bundle[]::new));
    return live;
  }
}
