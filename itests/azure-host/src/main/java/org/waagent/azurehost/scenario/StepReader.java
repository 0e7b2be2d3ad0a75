// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.scenario;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.waagent.azurehost.AgentFamily;
import org.waagent.azurehost.BlobType;
import org.waagent.azurehost.CertificateStyle;
import org.waagent.azurehost.Document;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.RemoteUser;
import org.waagent.azurehost.Replacement;
import org.waagent.azurehost.StaleContainer;
import org.waagent.azurehost.TenantCertificate;

/** Reads the goal states of a scenario. */
record StepReader(Path folder) {
  private static final Set<String> KEYS =
      Set.of(
          "at",
          "after",
          "migrate",
          "staleContainer",
          "fastTrack",
          "onHold",
          "statusBlob",
          "requiredFeatures",
          "users",
          "certificates",
          "newCertificate",
          "ecCertificate",
          "families",
          "replace",
          "extensions");
  private static final Map<String, BlobType> BLOBS =
      Map.of("BlockBlob", BlobType.BLOCK_BLOB, "PageBlob", BlobType.PAGE_BLOB);

  Step read(Place place, boolean first) {
    place.only(KEYS);
    if (place.flag("ecCertificate") && !place.flag("newCertificate")) {
      throw place.error("ecCertificate", "goes with newCertificate");
    }
    Optional<Duration> at = place.seconds("at");
    Optional<Condition> after = place.child("after").map(Condition::read);
    if (at.isPresent() && after.isPresent()) {
      throw place.error("after", "give either at or after");
    }
    if (!first && at.isEmpty() && after.isEmpty()) {
      throw place.error("at", "every goal state but the first needs at or after");
    }
    Optional<Duration> start = first && after.isEmpty() ? at.or(() -> now()) : at;
    return new Step(start, after, migration(place), goal(place));
  }

  private static Optional<StaleContainer> migration(Place place) {
    Optional<StaleContainer> stale = place.oneOf("staleContainer", words(StaleContainer.values()));
    if (stale.isPresent() && !place.flag("migrate")) {
      throw place.error("staleContainer", "goes with migrate");
    }
    return place.flag("migrate") ? stale.or(() -> Optional.of(StaleContainer.GONE)) : stale;
  }

  private static Optional<Duration> now() {
    return Optional.of(Duration.ZERO);
  }

  private GoalState goal(Place place) {
    ExtensionReader reader = new ExtensionReader(folder);
    GoalState goal =
        GoalState.of(
            place.children("extensions").stream().map(reader::read).toArray(Extension[]::new));
    goal = place.flag("fastTrack") ? goal.throughFastTrack() : goal;
    Optional<Boolean> hold = place.optionalFlag("onHold");
    goal = hold.isPresent() ? goal.onHold(hold.get()) : goal;
    goal = goal.statusBlob(place.oneOf("statusBlob", BLOBS).orElse(BlobType.BLOCK_BLOB));
    goal = goal.requiring(place.texts("requiredFeatures").toArray(String[]::new));
    goal =
        goal.withUsers(place.children("users").stream().map(this::user).toArray(RemoteUser[]::new));
    goal = families(place, reader, goal);
    goal = place.flag("newCertificate") ? goal.certificates(fresh(place)) : goal;
    Optional<Place> style = place.child("certificates");
    goal = style.isPresent() ? goal.certificateStyle(style(style.get())) : goal;
    for (Map.Entry<String, String> one : place.map("replace").entrySet()) {
      goal = goal.replacing(document(place, one.getKey()), content(place, one));
    }
    return goal;
  }

  private GoalState families(Place place, ExtensionReader reader, GoalState goal) {
    if (!place.has("families")) {
      return goal;
    }
    return goal.families(
        place.children("families").stream()
            .map(f -> family(f, reader))
            .toArray(AgentFamily[]::new));
  }

  private static AgentFamily family(Place place, ExtensionReader reader) {
    place.only(Set.of("name", "version", "publish"));
    AgentFamily family = AgentFamily.named(place.text("name"));
    Optional<String> version = place.optionalText("version");
    family = version.isPresent() ? family.asking(version.get()) : family;
    for (Map.Entry<String, String> one : place.map("publish").entrySet()) {
      String key = "publish." + one.getKey();
      family = family.publishing(one.getKey(), reader.content(place, key, one.getValue()));
    }
    return family;
  }

  private RemoteUser user(Place place) {
    place.only(Set.of("name", "password", "expires"));
    try {
      Instant expires = Instant.parse(place.text("expires"));
      return new RemoteUser(place.text("name"), place.text("password"), expires);
    } catch (DateTimeParseException e) {
      throw place.error("expires", "must be a time such as 2030-01-01T00:00:00Z");
    }
  }

  private static TenantCertificate[] fresh(Place place) {
    TenantCertificate main = TenantCertificate.create();
    return place.flag("ecCertificate")
        ? new TenantCertificate[] {main, TenantCertificate.createEc()}
        : new TenantCertificate[] {main};
  }

  private static CertificateStyle style(Place place) {
    place.only(Set.of("keyTransport", "pfx", "password"));
    CertificateStyle today = CertificateStyle.today();
    return new CertificateStyle(
        place
            .oneOf("keyTransport", words(CertificateStyle.KeyTransport.values()))
            .orElse(today.keyTransport()),
        place.oneOf("pfx", words(CertificateStyle.PfxEncryption.values())).orElse(today.pfx()),
        place
            .oneOf("password", words(CertificateStyle.PfxPassword.values()))
            .orElse(today.password()));
  }

  private static Document document(Place place, String name) {
    Map<String, Document> words = words(Document.values());
    if (!words.containsKey(name)) {
      throw place.error("replace." + name, "must be one of " + words.keySet());
    }
    return words.get(name);
  }

  /** A file that is no UTF-8 is served as it is. */
  private Replacement content(Place place, Map.Entry<String, String> one) {
    Path file = folder.resolve(one.getValue());
    try {
      return Replacement.text(Files.readString(file));
    } catch (MalformedInputException e) {
      return raw(place, one.getKey(), file);
    } catch (IOException e) {
      throw place.error("replace." + one.getKey(), "cannot read " + e.getMessage());
    }
  }

  private static Replacement raw(Place place, String name, Path file) {
    try {
      return Replacement.bytes(Files.readAllBytes(file));
    } catch (IOException e) {
      throw place.error("replace." + name, "cannot read " + e.getMessage());
    }
  }

  private static <E extends Enum<E>> Map<String, E> words(E[] values) {
    Map<String, E> words = new TreeMap<>();
    Arrays.stream(values).forEach(v -> words.put(v.name(), v));
    return words;
  }
}
