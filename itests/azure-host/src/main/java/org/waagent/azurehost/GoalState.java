// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What Azure wants of the machine. Immutable: every method gives a changed copy. Incarnation, etag
 * and time stamps are given by the host when it is published.
 *
 * @param fastTrack published through vmSettings, without a new incarnation
 * @param onHold empty leaves it out of the documents
 * @param certificates empty means the host's own tenant certificate
 * @param replaced documents with a content of their own
 */
public record GoalState(
    List<Extension> extensions,
    boolean fastTrack,
    Optional<Boolean> onHold,
    List<String> requiredFeatures,
    List<RemoteUser> remoteUsers,
    BlobType statusBlobType,
    List<AgentFamily> families,
    List<TenantCertificate> certificates,
    CertificateStyle certificateStyle,
    Map<Document, Replacement> replaced) {
  public GoalState {
    extensions = List.copyOf(extensions);
    Objects.requireNonNull(onHold, "onHold");
    requiredFeatures = List.copyOf(requiredFeatures);
    remoteUsers = List.copyOf(remoteUsers);
    Objects.requireNonNull(statusBlobType, "statusBlobType");
    families = List.copyOf(families);
    certificates = List.copyOf(certificates);
    Objects.requireNonNull(certificateStyle, "certificateStyle");
    Map<Document, Replacement> copy = new EnumMap<>(Document.class);
    copy.putAll(replaced);
    replaced = Collections.unmodifiableMap(copy);
  }

  /** A goal state with those extensions, through the fabric, block blob, agent family Prod. */
  public static GoalState of(Extension... extensions) {
    return new GoalState(
        List.of(extensions),
        false,
        Optional.empty(),
        List.of(),
        List.of(),
        BlobType.BLOCK_BLOB,
        List.of(AgentFamily.named("Prod")),
        List.of(),
        CertificateStyle.today(),
        Map.of());
  }

  /** The same through vmSettings. */
  public GoalState throughFastTrack() {
    return changed(p -> p.fastTrack = true);
  }

  public GoalState onHold(boolean hold) {
    return changed(p -> p.onHold = Optional.of(hold));
  }

  public GoalState requiring(String... features) {
    return changed(p -> p.requiredFeatures = List.of(features));
  }

  public GoalState withUsers(RemoteUser... users) {
    return changed(p -> p.remoteUsers = List.of(users));
  }

  public GoalState statusBlob(BlobType type) {
    return changed(p -> p.statusBlobType = type);
  }

  public GoalState families(AgentFamily... others) {
    return changed(p -> p.families = List.of(others));
  }

  /** Other tenant certificates; the first RSA one encrypts the protected settings. */
  public GoalState certificates(TenantCertificate... others) {
    return changed(p -> p.certificates = List.of(others));
  }

  public GoalState certificateStyle(CertificateStyle style) {
    return changed(p -> p.certificateStyle = style);
  }

  /** The same with a document replaced by that text; see {@link Document} for what is filled in. */
  public GoalState replacing(Document document, String text) {
    return replacing(document, Replacement.text(text));
  }

  /** The same with a document replaced by those bytes, served as they are. */
  public GoalState replacing(Document document, byte[] bytes) {
    return replacing(document, Replacement.bytes(bytes));
  }

  public GoalState replacing(Document document, Replacement replacement) {
    return changed(p -> p.replaced.put(document, replacement));
  }

  /** The same with one more extension, or with the one of that name replaced. */
  public GoalState with(Extension extension) {
    Stream<Extension> others =
        extensions.stream().filter(e -> !e.name().equalsIgnoreCase(extension.name()));
    return changed(p -> p.extensions = Stream.concat(others, Stream.of(extension)).toList());
  }

  private GoalState changed(Consumer<Parts> change) {
    Parts parts = new Parts(this);
    change.accept(parts);
    return parts.whole();
  }

  /** All components once more, open to one change. */
  private static final class Parts {
    private List<Extension> extensions;
    private boolean fastTrack;
    private Optional<Boolean> onHold;
    private List<String> requiredFeatures;
    private List<RemoteUser> remoteUsers;
    private BlobType statusBlobType;
    private List<AgentFamily> families;
    private List<TenantCertificate> certificates;
    private CertificateStyle certificateStyle;
    private final Map<Document, Replacement> replaced = new EnumMap<>(Document.class);

    private Parts(GoalState from) {
      extensions = from.extensions;
      fastTrack = from.fastTrack;
      onHold = from.onHold;
      requiredFeatures = from.requiredFeatures;
      remoteUsers = from.remoteUsers;
      statusBlobType = from.statusBlobType;
      families = from.families;
      certificates = from.certificates;
      certificateStyle = from.certificateStyle;
      replaced.putAll(from.replaced);
    }

    private GoalState whole() {
      return new GoalState(
          extensions,
          fastTrack,
          onHold,
          requiredFeatures,
          remoteUsers,
          statusBlobType,
          families,
          certificates,
          certificateStyle,
          replaced);
    }
  }
}
