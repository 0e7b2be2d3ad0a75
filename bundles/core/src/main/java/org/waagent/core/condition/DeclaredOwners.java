// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.condition;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.log.Logger;
import org.waagent.plugin.Conditions;

/**
 * Which conditions some installed bundle declares to settle, whether it is started or not.
 *
 * <p>It reads the component descriptions of the bundles themselves: the component runtime knows a
 * bundle's components only once the bundle is started, and most plugins start after the core.
 */
public final class DeclaredOwners {
  private static final int LARGEST = 256 * 1024;

  private final BundleContext context;
  private final Logger logger;

  public DeclaredOwners(BundleContext context, Logger logger) {
    this.context = context;
    this.logger = logger;
  }

  /** Which of these ids have an owner. */
  public Set<String> owned(Set<String> ids) {
    Set<String> owned = new HashSet<>();
    for (Bundle bundle : context.getBundles()) {
      String header = bundle.getHeaders("").get("Service-Component");
      if (header != null && bundle.getState() != Bundle.UNINSTALLED) {
        read(bundle, header, ids, owned);
      }
    }
    return owned;
  }

  private void read(Bundle bundle, String header, Set<String> ids, Set<String> owned) {
    for (String entry : header.split(",")) {
      String path = entry.trim();
      int slash = path.lastIndexOf('/');
      String folder = slash < 0 ? "/" : path.substring(0, slash);
      Enumeration<URL> found = bundle.findEntries(folder, path.substring(slash + 1), false);
      for (URL url : found == null ? Collections.<URL>emptyList() : Collections.list(found)) {
        try (InputStream in = url.openStream()) {
          String text = new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8);
          settled(text, ids, owned);
        } catch (IOException e) {
          logger.warn("{} of {} can't be read: {}", path, bundle.getSymbolicName(), e.toString());
        }
      }
    }
  }

  /** Adds the ids that stand in a component description as the value of the property. */
  static void settled(String xml, Set<String> ids, Set<String> owned) {
    int at = xml.indexOf(Conditions.SETTLES);
    while (at >= 0) {
      int end = xml.indexOf('<', at);
      String element =
          xml.substring(Math.max(0, xml.lastIndexOf('<', at)), end < 0 ? xml.length() : end);
      for (String word : element.toLowerCase(Locale.ROOT).split("[^a-z0-9.-]+")) {
        if (ids.contains(word)) {
          owned.add(word);
        }
      }
      at = xml.indexOf(Conditions.SETTLES, at + 1);
    }
  }
}
