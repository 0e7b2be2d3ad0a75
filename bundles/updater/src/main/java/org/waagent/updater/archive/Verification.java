// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.waagent.host.Cms;
import org.waagent.os.Files;
import org.waagent.updater.config.FeaturesConfig;

/** Decides whether an archive may be installed. Only reads. */
public final class Verification {
  /** What must stay free when all of an archive lies beside what is there. */
  private static final long RESERVE = 16L << 20;

  private static final int MOST_TOLD = 5;

  private final Files files;
  private final Cms cms;
  private final SignatureRoots roots;
  private final FeaturesConfig config;
  private final Platform platform;

  /**
   * @param files reads the archive
   * @param cms verifies its signature
   * @param roots it must lead to
   * @param config what the owner allows
   * @param platform it must fit
   */
  public Verification(
      Files files, Cms cms, SignatureRoots roots, FeaturesConfig config, Platform platform) {
    this.files = requireNonNull(files, "files");
    this.cms = requireNonNull(cms, "cms");
    this.roots = requireNonNull(roots, "roots");
    this.config = requireNonNull(config, "config");
    this.platform = requireNonNull(platform, "platform");
  }

  /**
   * Checks an archive, all of it before anything of it is used.
   *
   * @param archive a file
   * @param store where its bundles would go
   * @return {@link Verdict.Refused} also where the file can't be read
   */
  public Verdict verify(Path archive, Path store) {
    try {
      Contents contents = Contents.read(files, archive);
      Verdict.Trust trust = signature(contents.documents());
      Digests digests = Digests.parse(contents.documents().digests());
      digests.require(contents.digests());
      Feature feature = new FeatureJson(digests.byEntry()).read(contents.documents().feature());
      platform.require(feature);
      FeatureArchive found = new FeatureArchive(files, archive, feature, contents.documents());
      List<Finding> findings = new BundleChecks(feature, platform).of(found);
      requireAllowed(feature.uses(), findings);
      space(store, contents.unpacked());
      return new Verdict.Sound(found, trust, findings);
    } catch (BadArchive e) {
      return new Verdict.Refused(e.check(), e.getMessage());
    } catch (IOException e) {
      return new Verdict.Refused(Check.ARCHIVE, archive + ": " + e);
    }
  }

  private Verdict.Trust signature(Documents documents) throws BadArchive {
    Optional<byte[]> signature = documents.signature();
    if (signature.isEmpty()) {
      if (config.allowUnsigned()) {
        return Verdict.Trust.UNSIGNED;
      }
      throw bad("nobody signed it, and Features.AllowUnsigned is n", null);
    }
    try {
      List<Path> trusted = roots.pemFiles();
      if (trusted.isEmpty()) {
        throw bad("no root is trusted: there is no .pem file in " + places(), null);
      }
      cms.verify(signature.get(), new ByteArrayInputStream(documents.digests()), trusted);
      return Verdict.Trust.SIGNED;
    } catch (BadArchive e) {
      throw e;
    } catch (IOException e) {
      throw bad(String.valueOf(e.getMessage()), e);
    }
  }

  private String places() {
    return roots.places().stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  private static BadArchive bad(String why, Exception cause) {
    return new BadArchive(Check.SIGNATURE, why, cause);
  }

  private void requireAllowed(Uses uses, List<Finding> findings) throws BadArchive {
    if (findings.isEmpty() || uses.direct() == Uses.Direct.YES && config.allowDirect()) {
      return;
    }
    String told =
        findings.stream().limit(MOST_TOLD).map(Finding::toString).collect(Collectors.joining("; "));
    String more = findings.size() > MOST_TOLD ? "; " + findings.size() + " in all" : "";
    String cure =
        uses.direct() == Uses.Direct.YES
            ? "Features.AllowDirect is n: "
            : "the feature does not say that it does so (uses.direct): ";
    throw new BadArchive(Check.USES, cure + told + more);
  }

  private void space(Path store, long unpacked) throws IOException {
    long free = files.freeSpace(store);
    if (free - unpacked < RESERVE) {
      throw new BadArchive(
          Check.SPACE,
          "it takes %d bytes in %s, where %d are free and %d must stay"
              .formatted(unpacked, store, free, RESERVE));
    }
  }
}
