// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleWiring;
import org.waagent.goalstate.FlexibleVersion;
import org.waagent.plugin.FrameworkProperties;

/**
 * What a feature would run on.
 *
 * @param agent version of the set that runs
 * @param packages what is exported in it, and by whom
 * @param java feature version
 * @param os name of the operating system in lower case
 */
public record Platform(
    FlexibleVersion agent, Map<String, List<Exported>> packages, int java, String os) {
  private static final String JAVA = "Java is %d, which comes with a package of the machine";

  public Platform {
    requireNonNull(agent, "agent");
    packages = Map.copyOf(packages);
    requireNonNull(os, "os");
  }

  /**
   * A package somebody offers.
   *
   * @param bundle symbolic name
   * @param version of the package
   */
  public record Exported(String bundle, Version version) {
    public Exported {
      requireNonNull(bundle, "bundle");
      requireNonNull(version, "version");
    }
  }

  /** The one that runs. */
  public static Platform of(BundleContext context) {
    Map<String, List<Exported>> packages = new HashMap<>();
    for (Bundle bundle : context.getBundles()) {
      BundleWiring wiring = bundle.adapt(BundleWiring.class);
      if (wiring != null) {
        for (BundleCapability exported :
            wiring.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
          add(packages, bundle, exported.getAttributes());
        }
      }
    }
    String agent = context.getProperty(FrameworkProperties.VERSION);
    return new Platform(
        FlexibleVersion.of(agent == null ? "0" : agent),
        packages,
        Runtime.version().feature(),
        String.valueOf(context.getProperty(Constants.FRAMEWORK_OS_NAME)).toLowerCase(Locale.ROOT));
  }

  private static void add(
      Map<String, List<Exported>> packages, Bundle bundle, Map<String, Object> exported) {
    String name = (String) exported.get(PackageNamespace.PACKAGE_NAMESPACE);
    Object version = exported.get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE);
    packages
        .computeIfAbsent(name, n -> new ArrayList<>())
        .add(
            new Exported(
                String.valueOf(bundle.getSymbolicName()),
                version instanceof Version known ? known : Version.emptyVersion));
  }

  /**
   * Whether a feature runs here. The feature of the agent itself brings its own api.
   *
   * @throws BadArchive says what is here and what would have to be
   */
  public void require(Feature feature) throws BadArchive {
    Ranges ranges = feature.ranges();
    if (ranges.agent().isPresent()) {
      requireIn(ranges.agent().get(), numbers(agent), "the agent is " + agent);
    }
    if (ranges.java().isPresent()) {
      requireIn(ranges.java().get(), new Version(java, 0, 0), JAVA.formatted(java));
    }
    if (!ranges.os().isEmpty() && !ranges.os().contains(os)) {
      throw bad("the system is " + os + ", and it is for " + String.join(", ", ranges.os()));
    }
    if (feature.kind() == Feature.Kind.PARTNER) {
      for (Map.Entry<String, VersionRange> wanted : ranges.api().entrySet()) {
        require(wanted.getKey(), wanted.getValue());
      }
    }
  }

  /** Whether somebody who is not one of some bundles offers a package. */
  boolean isTaken(String name, Set<String> bundles) {
    return packages.getOrDefault(name, List.of()).stream()
        .anyMatch(exported -> !bundles.contains(exported.bundle()));
  }

  private void require(String name, VersionRange range) throws BadArchive {
    List<Version> here =
        packages.getOrDefault(name, List.of()).stream().map(Exported::version).toList();
    if (here.stream().noneMatch(range::includes)) {
      throw bad(
          here.isEmpty()
              ? "nobody offers " + name
              : name + " is " + here.get(0) + ", and it needs " + range);
    }
  }

  private static void requireIn(VersionRange range, Version here, String what) throws BadArchive {
    if (!range.includes(here)) {
      throw bad(what + ", and it needs " + range);
    }
  }

  /** The first three numbers. */
  private static Version numbers(FlexibleVersion version) {
    String[] parts = (version.toString().replaceAll("[^0-9.].*", "") + ".0.0").split("\\.+");
    return new Version(number(parts[0]), number(parts[1]), number(parts[2]));
  }

  private static int number(String part) {
    try {
      return Integer.parseInt(part);
    } catch (NumberFormatException e) {
      return Integer.MAX_VALUE;
    }
  }

  private static BadArchive bad(String why) {
    return new BadArchive(Check.PLATFORM, why);
  }
}
