// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.verb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.waagent.host.Cms;
import org.waagent.os.Files;
import org.waagent.updater.archive.SignatureRoots;
import org.waagent.updater.store.FeatureSet;
import org.waagent.updater.store.Places;
import org.waagent.updater.store.SetBundle;
import org.waagent.updater.store.SetFeature;
import org.waagent.updater.store.SetJar;

/** Looks whether the bundles of a set still are what was installed, and who signed them. */
final class BundleSeals {
  private static final int MOST_BYTES = 1 << 20;
  private static final int BUFFER = 1 << 16;

  private final Files files;
  private final Places places;
  private final Cms cms;
  private final SignatureRoots roots;

  BundleSeals(Files files, Places places, Cms cms, SignatureRoots roots) {
    this.files = files;
    this.places = places;
    this.cms = cms;
    this.roots = roots;
  }

  /**
   * One bundle.
   *
   * @param bundle as the set has it
   * @param found digest of the file now; empty text if it can't be read
   * @param set {@code running}, or {@code previous} for one of the set before that one
   * @param signer {@code signed}, {@code unsigned}, {@code installation}, or why the signature does
   *     not hold
   */
  record Seal(SetBundle bundle, String found, String set, String signer) {
    boolean isWhole() {
      return bundle.sha256().equals(found) && !signer.startsWith(BROKEN);
    }

    JsonObject json() {
      JsonObject json = new JsonObject();
      json.addProperty("bundle", bundle.symbolicName());
      json.addProperty("version", bundle.version());
      json.addProperty("feature", bundle.feature());
      json.addProperty("set", set);
      json.addProperty("sha256", found);
      json.addProperty("expected", bundle.sha256());
      json.addProperty("signer", signer);
      json.addProperty("good", isWhole());
      return json;
    }

    String line() {
      String digest =
          bundle.sha256().equals(found)
              ? found
              : (found.isEmpty() ? "can't be read" : found) + ", installed was " + bundle.sha256();
      return "%s %s  %s  %s, %s%s"
          .formatted(
              isWhole() ? "good" : "BAD ",
              digest,
              bundle.symbolicName() + "-" + bundle.version(),
              bundle.feature(),
              signer,
              set.equals(PREVIOUS) ? ", of the set before" : "");
    }
  }

  private static final String RUNNING = "running";
  private static final String PREVIOUS = "previous";
  private static final String BROKEN = "signature does not hold: ";

  /** Every bundle of the set that runs, launcher and framework, too, if it brings them. */
  List<Seal> of(FeatureSet set) {
    return of(set, all(set), RUNNING);
  }

  /** What the set before has besides. */
  List<Seal> ofPrevious(FeatureSet set, FeatureSet running) {
    Set<String> seen = all(running).stream().map(SetBundle::sha256).collect(Collectors.toSet());
    return of(
        set, all(set).stream().filter(one -> !seen.contains(one.sha256())).toList(), PREVIOUS);
  }

  private List<SetBundle> all(FeatureSet set) {
    List<SetBundle> all = new ArrayList<>(set.bundles());
    for (SetJar jar : set.classPath()) {
      all.add(
          new SetBundle(
              jar.name(),
              set.agent().version(),
              jar.sha256(),
              jar.size(),
              0,
              set.agent().name(),
              SetBundle.Sharing.SHARED,
              places.file(jar).toString()));
    }
    return all;
  }

  private List<Seal> of(FeatureSet set, List<SetBundle> bundles, String which) {
    Map<String, Signer> signers = new HashMap<>();
    set.features().forEach(feature -> signers.put(feature.name(), signer(feature)));
    List<Seal> seals = new ArrayList<>();
    for (SetBundle bundle : bundles) {
      Signer signer = signers.getOrDefault(bundle.feature(), Signer.told("nobody"));
      seals.add(new Seal(bundle, digest(bundle), which, signer.of(bundle)));
    }
    return seals;
  }

  /**
   * Who signed a feature.
   *
   * @param text for people
   * @param signed the digests under the signature, as a text; empty where there is none that holds
   */
  private record Signer(String text, Optional<String> signed) {
    static Signer told(String text) {
      return new Signer(text, Optional.empty());
    }

    String of(SetBundle bundle) {
      boolean isAmong = signed.stream().allMatch(text -> text.contains(bundle.sha256() + "  "));
      return isAmong ? text : BROKEN + "it is not among what was signed";
    }
  }

  private Signer signer(SetFeature feature) {
    Path folder = places.archives().resolve(feature.fullName());
    if (!files.exists(folder)) {
      return Signer.told("installation");
    }
    try {
      byte[] signature = files.read(folder.resolve("digests.p7s"), MOST_BYTES);
      byte[] digests = files.read(folder.resolve("digests"), MOST_BYTES);
      cms.verify(signature, new ByteArrayInputStream(digests), roots.pemFiles());
      return new Signer("signed", Optional.of(new String(digests, UTF_8)));
    } catch (NoSuchFileException e) {
      return Signer.told("unsigned");
    } catch (IOException e) {
      return Signer.told(BROKEN + e.getMessage());
    }
  }

  private String digest(SetBundle bundle) {
    try (InputStream in = files.open(places.file(bundle))) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      return "";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
