// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.Store;

/**
 * The time stamp of a signature (RFC 3161): when an authority saw it. Anybody can leave a stamp out
 * or put one of their own in its place, so it says something only where its authority is trusted,
 * and then it has to hold.
 */
final class TimeStamp {
  private static final ASN1ObjectIdentifier TOKEN =
      PKCSObjectIdentifiers.id_aa_signatureTimeStampToken;
  private static final String PURPOSE = "1.3.6.1.5.5.7.3.8";
  private static final int MOST = 4;

  private final CMSSignedData token;
  private final TSTInfo info;
  private final Instant time;

  private TimeStamp(CMSSignedData token, TSTInfo info) throws ParseException {
    this.token = token;
    this.info = info;
    this.time = info.getGenTime().getDate().toInstant();
  }

  /**
   * When a signature was there already; empty where nobody says so who is trusted. Of several
   * stamps the earliest counts.
   *
   * @param trust whose stamps count
   * @throws IOException if a stamp that counts does not hold, or one makes no sense
   */
  static Optional<Instant> of(SignerInformation signature, Trust trust)
      throws IOException, CMSException, OperatorCreationException, GeneralSecurityException {
    Optional<Instant> earliest = Optional.empty();
    for (ASN1Encodable value : values(signature.getUnsignedAttributes())) {
      Optional<Instant> time = read(value).time(signature.getSignature(), trust);
      if (time.isPresent() && earliest.map(time.get()::isBefore).orElse(true)) {
        earliest = time;
      }
    }
    return earliest;
  }

  private static List<ASN1Encodable> values(AttributeTable unsigned) throws IOException {
    List<ASN1Encodable> values = new ArrayList<>();
    if (unsigned != null) {
      ASN1EncodableVector stamps = unsigned.getAll(TOKEN);
      for (int i = 0; i < stamps.size(); i++) {
        Attribute.getInstance(stamps.get(i)).getAttrValues().forEach(values::add);
      }
    }
    if (values.size() > MOST) {
      throw new IOException("the signature has more than " + MOST + " time stamps");
    }
    return values;
  }

  private static TimeStamp read(ASN1Encodable value) throws IOException, CMSException {
    CMSSignedData token = new CMSSignedData(ContentInfo.getInstance(value));
    boolean isStamp =
        PKCSObjectIdentifiers.id_ct_TSTInfo.getId().equals(token.getSignedContentTypeOID());
    if (!isStamp || token.getSignedContent() == null) {
      throw new IOException("the time stamp of the signature is a message of another kind");
    }
    byte[] content = (byte[]) token.getSignedContent().getContent();
    try {
      return new TimeStamp(token, TSTInfo.getInstance(Der.read("a time stamp", content)));
    } catch (ParseException e) {
      throw new IOException("the time stamp of the signature has no time", e);
    }
  }

  private Optional<Instant> time(byte[] signature, Trust trust)
      throws IOException, CMSException, OperatorCreationException, GeneralSecurityException {
    List<SignerInformation> signers = new ArrayList<>(token.getSignerInfos().getSigners());
    if (signers.size() != 1) {
      throw new IOException("the time stamp of the signature has no signer, or several");
    }
    Store<X509CertificateHolder> certificates = token.getCertificates();
    Signer authority = Signer.of(signers.get(0), certificates);
    if (!isTrusted(authority, certificates, trust)) {
      return Optional.empty();
    }
    if (!authority.holds() || !isOf(signature)) {
      throw new IOException("the time stamp of the signature is not of it");
    }
    return Optional.of(time);
  }

  private boolean isTrusted(
      Signer authority, Store<X509CertificateHolder> certificates, Trust trust)
      throws IOException, GeneralSecurityException {
    List<String> purposes = authority.certificate().getExtendedKeyUsage();
    if (purposes == null || !purposes.equals(List.of(PURPOSE))) {
      return false;
    }
    try {
      trust.require(authority.certificate(), certificates, time);
      return true;
    } catch (GeneralSecurityException e) {
      // One of somebody else's: as if it was not there.
      return false;
    }
  }

  private boolean isOf(byte[] signature) throws GeneralSecurityException {
    String digest = Algorithms.digest(info.getMessageImprint().getHashAlgorithm().getAlgorithm());
    return MessageDigest.isEqual(
        MessageDigest.getInstance(digest).digest(signature),
        info.getMessageImprint().getHashedMessage());
  }
}
