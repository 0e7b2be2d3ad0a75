// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * The packages the framework exports to bundles. Told to it beforehand, because it would find them
 * out anew at every start by walking all modules of the running Java.
 */
final class SystemPackages {
  static final String PROPERTY = "org.osgi.framework.system.packages";

  private SystemPackages() {}

  static String list() throws IOException {
    try (InputStream content = SystemPackages.class.getResourceAsStream("system-packages.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.joining(","));
    }
  }
}
