// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.ExtensionPackage;
import org.waagent.azurehost.Settings;

/** The extension as Azure wants it, step by step. */
final class Wish {
  private final LifeOptions options;
  private final String name;
  private final Map<String, ExtensionPackage> published = new LinkedHashMap<>();

  Wish(LifeOptions options, String name) {
    this.options = options;
    this.name = name;
  }

  void publish(String version, ExtensionPackage content) {
    published.put(version, content);
  }

  Extension enabled(String version, int sequence) {
    return configured(version, settings(sequence));
  }

  Extension disabled(String version, int sequence) {
    return options.config().isPresent()
        ? configured(version, settings(sequence).disabled())
        : enabled(version, sequence).disabled();
  }

  Extension uninstalled(String version, int sequence) {
    return disabled(version, sequence).uninstall();
  }

  private Extension configured(String version, Settings settings) {
    Extension extension = Extension.named(name).version(version);
    for (Map.Entry<String, ExtensionPackage> each : published.entrySet()) {
      extension = extension.publishing(each.getKey(), each.getValue());
    }
    Optional<String> config = options.config();
    return config.isPresent()
        ? extension.config(config.get(), settings)
        : extension.settings(settings);
  }

  private Settings settings(int sequence) {
    String text =
        sequence == 0 ? options.settings() : options.newSettings().orElse(options.settings());
    Settings settings = Settings.of(text).sequenceNumber(sequence);
    return options.protectedSettings().map(settings::withProtected).orElse(settings);
  }
}
