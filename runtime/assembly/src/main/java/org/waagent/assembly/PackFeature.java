// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes feature archives: one file each that carries a feature with its bundles, their digests, a
 * bill of materials, and a signature. The same feature and jars give the same bytes; so does the
 * same key of RSA.
 *
 * <pre>
 * PackFeature FEATURE JARS TARGET [--key=KEY.pem --certificate=CERTIFICATE.pem] [--lib=LIB]
 *   FEATURE      a feature file (JSON), or a folder of them
 *   JARS         folder with a jar for each bundle, named artifact-version.jar
 *   TARGET       folder for the archives, name-version.zip
 *   KEY          the signer's private key, in PEM
 *   CERTIFICATE  the signer's certificate, and after it those between it and the root, in PEM
 *   LIB          folder with launcher.jar and felix.jar, if an agent's feature is to bring them
 * </pre>
 */
public final class PackFeature {
  private static final String KEY = "--key=";
  private static final String CERTIFICATE = "--certificate=";
  private static final String LIB = "--lib=";

  private PackFeature() {}

  /** Entry for the build. An option without a value is one that is not there. */
  public static void main(String[] arguments) throws IOException, AssemblyException {
    List<String> places = new ArrayList<>();
    String key = "";
    String certificate = "";
    String lib = "";
    for (String argument : arguments) {
      if (argument.startsWith(KEY)) {
        key = argument.substring(KEY.length());
      } else if (argument.startsWith(CERTIFICATE)) {
        certificate = argument.substring(CERTIFICATE.length());
      } else if (argument.startsWith(LIB)) {
        lib = argument.substring(LIB.length());
      } else {
        places.add(argument);
      }
    }
    if (places.size() != 3 || key.isEmpty() != certificate.isEmpty()) {
      throw new AssemblyException(
          "usage: PackFeature FEATURE JARS TARGET"
              + " [--key=KEY.pem --certificate=CERTIFICATE.pem] [--lib=LIB]");
    }
    Optional<FeatureSigner> signer =
        key.isEmpty()
            ? Optional.empty()
            : Optional.of(FeatureSigner.read(Path.of(key), Path.of(certificate)));
    Optional<Path> classPath = lib.isEmpty() ? Optional.empty() : Optional.of(Path.of(lib));
    for (Path feature : features(Path.of(places.get(0)))) {
      PackedFeature packed = PackedFeature.read(feature, Path.of(places.get(1)));
      System.out.println(pack(packed, classPath, Path.of(places.get(2)), signer));
    }
  }

  private static List<Path> features(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return List.of(place);
    }
    try (Stream<Path> files = Files.list(place)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  /**
   * Packs one feature without a class path.
   *
   * @param feature its file
   * @param jars folder with its bundles
   * @param target folder for the archive
   * @param signer signs it
   * @return the archive
   * @throws AssemblyException if the feature and the jars do not go together
   */
  public static Path pack(Path feature, Path jars, Path target, Optional<FeatureSigner> signer)
      throws IOException, AssemblyException {
    return pack(PackedFeature.read(feature, jars), Optional.empty(), target, signer);
  }

  /**
   * Packs one feature with the launcher and the framework that run it.
   *
   * @param lib folder with both
   */
  public static Path pack(
      Path feature, Path jars, Path lib, Path target, Optional<FeatureSigner> signer)
      throws IOException, AssemblyException {
    return pack(PackedFeature.read(feature, jars), Optional.of(lib), target, signer);
  }

  private static Path pack(
      PackedFeature packed, Optional<Path> lib, Path target, Optional<FeatureSigner> signer)
      throws IOException, AssemblyException {
    PackedClassPath classPath =
        lib.isPresent() ? PackedClassPath.read(lib.get(), packed) : PackedClassPath.NONE;
    TreeMap<String, byte[]> entries = new TreeMap<>(packed.entries());
    entries.putAll(classPath.entries());
    entries.put("sbom.json", Sbom.of(packed, classPath));
    byte[] digests = digests(entries).getBytes(UTF_8);
    entries.put("digests", digests);
    if (signer.isPresent()) {
      entries.put("digests.p7s", signer.get().sign(digests));
    }
    Files.createDirectories(target);
    Path archive = target.resolve(packed.id().classifier() + "-" + packed.id().version() + ".zip");
    StoredZip.write(archive, entries);
    return archive;
  }

  private static String digests(TreeMap<String, byte[]> entries) {
    StringBuilder lines = new StringBuilder();
    entries.forEach(
        (entry, content) ->
            lines.append(Sha256.hex(content)).append("  ").append(entry).append('\n'));
    return lines.toString();
  }
}
