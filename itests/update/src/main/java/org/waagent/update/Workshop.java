// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.waagent.assembly.AssemblyException;
import org.waagent.assembly.FeatureSigner;
import org.waagent.assembly.PackFeature;
import org.waagent.azurehost.crypto.PackageSigner;

/** Where archives of features are made and signed, in a folder of its own. */
public final class Workshop {
  private final Path folder;
  private final Path installation;
  private final SmallBundle small;
  private final FeatureSigner signer;

  /**
   * @param folder for all it makes
   * @param root of the repository
   * @param installation what the editions are made of
   */
  public Workshop(Path folder, Path root, Path installation)
      throws IOException, GeneralSecurityException {
    this.folder = Files.createDirectories(folder);
    this.installation = installation;
    this.small = new SmallBundle(root, installation, notes());
    PackageSigner keys = PackageSigner.create();
    Files.writeString(roots(), keys.rootPem());
    this.signer = signer(keys);
  }

  /** Whom an agent must trust to take what is made here. */
  public Path roots() {
    return folder.resolve("roots.pem");
  }

  private static FeatureSigner signer(PackageSigner keys) {
    return new FeatureSigner(keys.key(), List.of(keys.leaf(), keys.intermediate()));
  }

  FeatureSigner signer() {
    return signer;
  }

  /** Somebody else, whom nobody trusts. */
  static FeatureSigner stranger() throws GeneralSecurityException {
    return signer(PackageSigner.create());
  }

  public Edition installed() throws IOException {
    return Edition.installed(installation);
  }

  /** The next version of the agent, with those of its bundles as new ones. */
  public Edition next(String version, String... artifacts) throws IOException {
    return installed().version(version).renewing(jars(version), version, artifacts);
  }

  /** The next version of the agent with one bundle rewritten. */
  Edition next(String version, String artifact, Rejar rejar) throws IOException {
    return installed().version(version).renewing(jars(version), rejar, version, artifact);
  }

  /** The next version of the agent, with a bundle of one class besides. */
  Edition withTrial(String version, String type) throws IOException {
    return withTrial(installed().version(version), type);
  }

  /** An edition with a bundle of one class besides. */
  Edition withTrial(Edition edition, String type) throws IOException {
    Path bundle = small.make(jars(edition.version()), type, "trial");
    return edition.with("com.example:trial:1.0.0", bundle);
  }

  /** An edition with the bundle that notes what the others do. */
  Edition withProbe(Edition edition) throws IOException {
    Path bundle = small.make(jars(edition.version()), "Probe", "probe");
    return edition.with("com.example:probe:1.0.0", bundle);
  }

  /** A feature of a partner: one bundle, for agents that offer such an api. */
  Edition partner(String range) throws IOException {
    Path bundle = small.make(jars("partner"), "Fine", "fine");
    return Edition.partner("acme", "1.0.0", range).with("com.example:fine:1.0.0", bundle);
  }

  /** The same of another bundle, which declares some ports. */
  Edition partner(String range, String type, String... ports) throws IOException {
    String name = type.toLowerCase(Locale.ROOT);
    Path bundle = small.make(jars("partner"), type, name);
    return Edition.partner("acme", "1.0.0", range)
        .declaring(ports)
        .with("com.example:" + name + ":1.0.0", bundle);
  }

  /** What such bundles noted. */
  Path notes() {
    return folder.resolve("notes");
  }

  /** Packs and signs an edition. */
  public Path pack(Edition edition) throws IOException, AssemblyException {
    Path parts = parts(edition);
    return PackFeature.pack(parts.resolve("feature.json"), parts, folder, Optional.of(signer));
  }

  /** The same with a launcher and the framework that it names. */
  Path pack(Edition edition, Path launcher, Path framework) throws IOException, AssemblyException {
    Path lib = Files.createTempDirectory(folder, "lib");
    Files.createSymbolicLink(lib.resolve("launcher.jar"), launcher);
    Files.createSymbolicLink(lib.resolve("felix.jar"), framework);
    Path parts = parts(edition);
    Path feature = parts.resolve("feature.json");
    return PackFeature.pack(feature, parts, lib, folder, Optional.of(signer));
  }

  private Path parts(Edition edition) throws IOException {
    Path parts = Files.createTempDirectory(folder, "parts");
    for (Map.Entry<String, Path> jar : edition.jars().entrySet()) {
      Files.createSymbolicLink(parts.resolve(jar.getKey()), jar.getValue());
    }
    Files.writeString(parts.resolve("feature.json"), edition.feature());
    return parts;
  }

  /** Where something else than it should be is written as the archive of an edition. */
  Path write(Edition edition, Archive archive) throws IOException {
    return archive.write(folder.resolve(edition.fullName() + ".zip"));
  }

  /** Removes what was made for an edition; who makes hundreds of them has not room for all. */
  void discard(Edition edition) throws IOException {
    Files.delete(folder.resolve(edition.fullName() + ".zip"));
    try (Stream<Path> jars = Files.list(jars(edition.version()))) {
      for (Path jar : jars.toList()) {
        Files.delete(jar);
      }
    }
  }

  private Path jars(String version) throws IOException {
    return Files.createDirectories(folder.resolve("jars-" + version));
  }
}
