// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.store;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.os.NewFile;
import org.waagent.plugin.FrameworkProperties;

/** Bundles by content, and the sets made of them. */
public final class Store {
  private static final Mode READ_ONLY = Mode.of(0400);
  private static final String DIGESTS = "digests";
  private static final int MOST_DIGESTS = 1 << 20;

  private final Supplier<Files> files;
  private final Places places;
  private final SetFiles sets;
  private final Manifests manifests;
  private final Installation installation;
  private final ClassPath classPath;

  /**
   * @param feature that the installation starts by itself
   */
  public Store(Supplier<Files> files, Places places, String feature) {
    this.files = requireNonNull(files, "files");
    this.places = requireNonNull(places, "places");
    this.sets = new SetFiles(files, places);
    this.manifests = new Manifests(files);
    this.installation = new Installation(files, places, feature);
    this.classPath = new ClassPath(files, places);
  }

  /** Where things are. */
  public Places places() {
    return places;
  }

  /** Launcher and framework of the installation. */
  public ClassPath classPath() {
    return classPath;
  }

  /**
   * A set.
   *
   * @param id of it, or {@link FrameworkProperties#INSTALLED}
   */
  public FeatureSet set(String id) throws IOException {
    return id.equals(FrameworkProperties.INSTALLED) ? installation.set() : sets.read(id);
  }

  /**
   * The same, where another set is at hand: what that one has of the installation is not read
   * again. Digests of all bundles take longer than replacing them.
   */
  public FeatureSet set(String id, FeatureSet other) throws IOException {
    return id.equals(FrameworkProperties.INSTALLED) ? installation.set(other) : sets.read(id);
  }

  /** The features of a set, without a look at its bundles. */
  public List<SetFeature> features(String id) throws IOException {
    return id.equals(FrameworkProperties.INSTALLED)
        ? List.of(installation.feature())
        : sets.read(id).features();
  }

  /**
   * Writes a set; its bundles have to be there.
   *
   * @return its id: {@link FrameworkProperties#INSTALLED} if that is the same
   */
  public String keep(FeatureSet set) throws IOException {
    if (set.features().size() == 1 && set.id().equals(installation.set(set).id())) {
      return FrameworkProperties.INSTALLED;
    }
    sets.write(set);
    return set.id();
  }

  /**
   * Keeps what an archive says of its feature, for those who look at it later.
   *
   * @throws IOException also where that version is there with other content: what is said of it
   *     would no longer be true of what runs, and its bundles might use more
   */
  public void describe(SetFeature feature, Map<String, byte[]> documents) throws IOException {
    Path folder = places.archives().resolve(feature.fullName());
    Path digests = folder.resolve(DIGESTS);
    byte[] these = documents.getOrDefault(DIGESTS, new byte[0]);
    if (files.get().exists(digests)
        && !Arrays.equals(files.get().read(digests, MOST_DIGESTS), these)) {
      throw new IOException(
          feature.fullName()
              + " is there already with other content: it needs a version of its own");
    }
    files.get().makeFolder(folder, Mode.OWNER_FOLDER);
    for (Map.Entry<String, byte[]> document : documents.entrySet()) {
      files.get().write(folder.resolve(document.getKey()), document.getValue(), Mode.OWNER_ONLY);
    }
  }

  /**
   * The bundle with that content, wherever it is.
   *
   * @param known sets whose bundles are there
   */
  public Optional<SetBundle> find(String sha256, Iterable<FeatureSet> known) throws IOException {
    for (FeatureSet set : known) {
      for (SetBundle bundle : set.bundles()) {
        if (bundle.sha256().equals(sha256) && isWhole(bundle)) {
          return Optional.of(bundle);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * What is wrong with a set, by the size of its files: no digest is computed.
   *
   * @param id of the set
   */
  public Optional<String> damage(String id) {
    try {
      FeatureSet set = set(id);
      for (SetBundle bundle : set.bundles()) {
        if (!isWhole(bundle)) {
          return Optional.of(places.file(bundle) + " is missing or has another size");
        }
      }
      for (SetJar jar : set.classPath()) {
        if (!hasSize(places.file(jar), jar.size())) {
          return Optional.of(places.file(jar) + " is missing or has another size");
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("it cannot be read: " + e.getMessage());
    }
  }

  /**
   * Why a set can't be taken any more: it is damaged, or a package replaced the installation since
   * it was put together.
   *
   * @param id of the set
   */
  public Optional<String> obstacle(String id) throws IOException {
    Optional<String> damage = damage(id);
    if (damage.isPresent() || id.equals(FrameworkProperties.INSTALLED)) {
      return damage;
    }
    String wanted = sets.read(id).installation();
    String here = installation.name();
    return wanted.equals(here)
        ? Optional.empty()
        : Optional.of("its set was made on " + wanted + ", and " + here + " is installed");
  }

  private boolean isWhole(SetBundle bundle) throws IOException {
    return hasSize(places.file(bundle), bundle.size());
  }

  private boolean hasSize(Path file, long size) throws IOException {
    return files.get().look(file).filter(facts -> facts.size() == size).isPresent();
  }

  /**
   * Takes a bundle in. Content that is there already is not written again.
   *
   * @throws IOException if the content is not that of the digest; nothing of it stays
   */
  public SetBundle put(String sha256, InputStream content, int level, String feature)
      throws IOException {
    Path path = write(sha256, content);
    return manifests.read(path.toString(), path, level, feature);
  }

  /**
   * The same for a launcher or a framework.
   *
   * @param here those of the installation
   */
  public SetJar put(String name, String sha256, InputStream content, List<SetJar> here)
      throws IOException {
    Optional<SetJar> there = here.stream().filter(jar -> jar.sha256().equals(sha256)).findFirst();
    if (there.isPresent()) {
      return there.get();
    }
    Path path = write(sha256, content);
    long size = files.get().look(path).orElseThrow().size();
    return new SetJar(name, sha256, size, path.toString());
  }

  private Path write(String sha256, InputStream content) throws IOException {
    Path path = places.bundle(sha256);
    files.get().makeFolder(places.bundles(), Mode.OWNER_FOLDER);
    MessageDigest digest = FeatureSet.Digests.sha256();
    try (NewFile file = files.get().create(path, READ_ONLY)) {
      content.transferTo(new DigestOutputStream(file, digest));
      String found = HexFormat.of().formatHex(digest.digest());
      if (!found.equals(sha256)) {
        throw new IOException("the content is " + found + ", not " + sha256);
      }
      file.commit();
    }
    return path;
  }

  /** Removes what a command fetched that was killed meanwhile. Not to be called while one runs. */
  public void dropIncoming() throws IOException {
    files.get().deleteTree(places.incoming());
  }

  /** Removes all sets but these, and all bundles that none of them needs. */
  public void prune(Set<String> ids) throws IOException {
    Set<String> needed = new HashSet<>();
    for (String id : ids) {
      if (!id.equals(FrameworkProperties.INSTALLED)) {
        FeatureSet set = sets.read(id);
        set.bundles().forEach(bundle -> needed.add(bundle.sha256() + ".jar"));
        set.classPath().forEach(jar -> needed.add(jar.sha256() + ".jar"));
      }
    }
    for (String name : files.get().list(places.sets())) {
      if (!ids.contains(name)) {
        files.get().deleteTree(places.sets().resolve(name));
      }
    }
    for (String name : files.get().list(places.bundles())) {
      if (!needed.contains(name)) {
        files.get().delete(places.bundles().resolve(name));
      }
    }
    pruneArchives(ids);
    files.get().sweep(places.root());
  }

  private void pruneArchives(Set<String> ids) throws IOException {
    Set<String> needed = new HashSet<>();
    for (String id : ids) {
      if (!id.equals(FrameworkProperties.INSTALLED)) {
        sets.read(id).features().forEach(feature -> needed.add(feature.fullName()));
      }
    }
    for (String name : files.get().list(places.archives())) {
      if (!needed.contains(name)) {
        files.get().deleteTree(places.archives().resolve(name));
      }
    }
  }
}
