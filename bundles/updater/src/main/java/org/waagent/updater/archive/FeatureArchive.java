// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.waagent.os.Files;

/**
 * An archive that was verified. The file may change after that, so what is taken out of it is held
 * against its digest once more.
 */
public final class FeatureArchive {
  private final Files files;
  private final Path path;
  private final Feature feature;
  private final Documents documents;

  FeatureArchive(Files files, Path path, Feature feature, Documents documents) {
    this.files = requireNonNull(files, "files");
    this.path = requireNonNull(path, "path");
    this.feature = requireNonNull(feature, "feature");
    this.documents = requireNonNull(documents, "documents");
  }

  /** Takes the content of bundles. */
  @FunctionalInterface
  public interface Taker {
    /**
     * @param bundle whose content comes
     * @param content fails at its end if it is not what was verified, so what was made of it counts
     *     only once all of it was read; need not be read
     */
    void take(BundleEntry bundle, InputStream content) throws IOException;
  }

  /** Takes launcher and framework, as {@link Taker} takes bundles. */
  @FunctionalInterface
  public interface ClassPathTaker {
    void take(ClassPathEntry jar, InputStream content) throws IOException;
  }

  /** Where it lies. */
  public Path path() {
    return path;
  }

  /** What it carries. */
  public Feature feature() {
    return feature;
  }

  /** The text {@code feature.json}. */
  public byte[] featureJson() {
    return documents.feature();
  }

  /** The text {@code sbom.json}: what is in it, in the form of CycloneDX. */
  public byte[] sbom() {
    return documents.sbom();
  }

  /** The text {@code digests}: what was signed. */
  public byte[] digests() {
    return documents.digests();
  }

  /** The message {@code digests.p7s}; empty where nobody signed. */
  public Optional<byte[]> signature() {
    return documents.signature();
  }

  /**
   * Hands out the content of each bundle, in the order of the archive.
   *
   * @throws BadArchive if the file is no longer what was verified
   */
  public void bundles(Taker taker) throws IOException {
    Map<String, BundleEntry> wanted =
        feature.bundles().stream()
            .collect(Collectors.toMap(BundleEntry::entry, Function.identity()));
    entries(
        (entry, content) -> {
          BundleEntry bundle = wanted.get(entry);
          if (bundle != null) {
            taker.take(bundle, new CheckedStream(content, entry, bundle.sha256()));
          }
        });
  }

  /** The same for the class path that it brings, if it does. */
  public void classPath(ClassPathTaker taker) throws IOException {
    Map<String, ClassPathEntry> wanted =
        feature.classPath().stream()
            .collect(Collectors.toMap(ClassPathEntry::entry, Function.identity()));
    if (wanted.isEmpty()) {
      return;
    }
    entries(
        (entry, content) -> {
          ClassPathEntry jar = wanted.get(entry);
          if (jar != null) {
            taker.take(jar, new CheckedStream(content, entry, jar.sha256()));
          }
        });
  }

  private interface Entries {
    void see(String entry, InputStream content) throws IOException;
  }

  private void entries(Entries entries) throws IOException {
    try (InputStream in = files.open(path);
        ZipStream zip = new ZipStream(in, Archives.LIMITS)) {
      for (String entry = zip.next(); entry != null; entry = zip.next()) {
        entries.see(entry, zip.content());
      }
    }
  }
}
