// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Azure wants of the machine. Immutable: every method gives a changed copy. Incarnation, etag
 * and time stamps are given by the host when it is published.
 *
 * @param fastTrack published through vmSettings, without a new incarnation
 * @param onHold empty leaves it out of the documents
 * @param certificates empty means the host's own tenant certificate
 * @param replaced documents with a text of their own
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
    Map<Document, String> replaced) {
  public GoalState {
    extensions = List.copyOf(extensions);
    Objects.requireNonNull(onHold, "onHold");
    requiredFeatures = List.copyOf(requiredFeatures);
    remoteUsers = List.copyOf(remoteUsers);
    Objects.requireNonNull(statusBlobType, "statusBlobType");
    families = List.copyOf(families);
    certificates = List.copyOf(certificates);
    Objects.requireNonNull(certificateStyle, "certificateStyle");
    Map<Document, String> copy = new EnumMap<>(Document.class);
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
    return new GoalState(
        extensions,
        true,
        onHold,
        requiredFeatures,
        remoteUsers,
        statusBlobType,
        families,
        certificates,
        certificateStyle,
        replaced);
  }

  public GoalState onHold(boolean hold) {
    return new GoalState(
        extensions,
        fastTrack,
        Optional.of(hold),
        requiredFeatures,
        remoteUsers,
        statusBlobType,
        families,
        certificates,
        certificateStyle,
        replaced);
  }

  public GoalState requiring(String... features) {
    return new GoalState(
        extensions,
        fastTrack,
        onHold,
        List.of(features),
        remoteUsers,
        statusBlobType,
        families,
        certificates,
        certificateStyle,
        replaced);
  }

  public GoalState withUsers(RemoteUser... users) {
    return new GoalState(
        extensions,
        fastTrack,
        onHold,
        requiredFeatures,
        List.of(users),
        statusBlobType,
        families,
        certificates,
        certificateStyle,
        replaced);
  }

  public GoalState statusBlob(BlobType type) {
    return new GoalState(
        extensions,
        fastTrack,
        onHold,
        requiredFeatures,
        remoteUsers,
        type,
        families,
        certificates,
        certificateStyle,
        replaced);
  }

  public GoalState families(AgentFamily... others) {
    return new GoalState(
        extensions,
        fastTrack,
        onHold,
        requiredFeatures,
        remoteUsers,
        statusBlobType,
        List.of(others),
        certificates,
        certificateStyle,
        replaced);
  }

  /** Other tenant certificates; the first one encrypts the protected settings. */
  public GoalState certificates(TenantCertificate... others) {
    return new GoalState(
        extensions,
        fastTrack,
        onHold,
        requiredFeatures,
        remoteUsers,
        statusBlobType,
        families,
        List.of(others),
        certificateStyle,
        replaced);
  }

  public GoalState certificateStyle(CertificateStyle style) {
    return new GoalState(
        extensions,
        fastTrack,
        onHold,
        requiredFeatures,
        remoteUsers,
        statusBlobType,
        families,
        certificates,
        style,
        replaced);
  }

  /** The same with a document replaced by that text; see {@link Document} for what is filled in. */
  public GoalState replacing(Document document, String text) {
    Map<Document, String> more = new EnumMap<>(Document.class);
    more.putAll(replaced);
    more.put(document, text);
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
        more);
  }

  /** The same with one more extension, or with the one of that name replaced. */
  public GoalState with(Extension extension) {
    Stream<Extension> others =
        extensions.stream().filter(e -> !e.name().equalsIgnoreCase(extension.name()));
    return new GoalState(
        Stream.concat(others, Stream.of(extension)).toList(),
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
