// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataParser;
import org.bouncycastle.cms.CMSTypedStream;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.util.Store;

/**
 * A detached SignedData message (RFC 5652). Every signer's signature and chain must hold. The chain
 * is looked at as of the time of signing, where a stamp tells it, and else as of the day its leaf
 * became valid: packages stay in use for longer than the certificates they were signed with.
 */
final class DetachedSignature {
  /** A signature with its chain and a timestamp has some ten kilobytes. */
  private static final int LARGEST = 1 << 18;

  private final byte[] der;
  private final Trust roots;
  private final Trust stampRoots;

  /** A signature whose time is told by stamps under the same roots. */
  DetachedSignature(byte[] der, List<X509Certificate> roots) {
    this(der, roots, List.of());
  }

  /**
   * @param stampRoots what is trusted besides to tell the time of signing, and nothing else
   */
  DetachedSignature(byte[] der, List<X509Certificate> roots, List<X509Certificate> stampRoots) {
    this.der = der.clone();
    this.roots = new Trust(roots);
    List<X509Certificate> all = new ArrayList<>(roots);
    all.addAll(stampRoots);
    this.stampRoots = new Trust(all);
  }

  /** Reads the content and checks every signer. */
  void verify(InputStream content) throws IOException {
    if (der.length > LARGEST) {
      throw new IOException("the signature is larger than " + LARGEST + " bytes");
    }
    Der.check(der);
    try {
      CMSSignedDataParser parser =
          new CMSSignedDataParser(
              new JcaDigestCalculatorProviderBuilder().build(),
              new CMSTypedStream(contentType(), content),
              der);
      parser.getSignedContent().drain();
      @SuppressWarnings("unchecked")
      Store<X509CertificateHolder> certificates = parser.getCertificates();
      List<SignerInformation> signers = new ArrayList<>(parser.getSignerInfos().getSigners());
      if (signers.isEmpty()) {
        throw new IOException("the signature has no signer");
      }
      if (signers.size() > Signer.MOST_PARTS) {
        throw new IOException("the signature has more than " + Signer.MOST_PARTS + " signers");
      }
      for (SignerInformation signer : signers) {
        verify(signer, certificates);
      }
    } catch (CMSException | OperatorCreationException | GeneralSecurityException e) {
      throw new IOException("the signature does not hold: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      // The library tells each kind of fault its own way.
      throw new IOException("not a signature: " + e.getMessage(), e);
    }
  }

  /** What the signer calls the content; the attributes that were signed name it again. */
  private ASN1ObjectIdentifier contentType() throws IOException {
    ContentInfo message = ContentInfo.getInstance(Der.read("a signature", der));
    if (!CMSObjectIdentifiers.signedData.equals(message.getContentType())) {
      throw new IOException("not a signature: it is a message of another kind");
    }
    ContentInfo content = SignedData.getInstance(message.getContent()).getEncapContentInfo();
    if (content.getContent() != null) {
      throw new IOException("the signature is not detached: it brings its own content");
    }
    return content.getContentType();
  }

  private void verify(SignerInformation information, Store<X509CertificateHolder> certificates)
      throws IOException, CMSException, OperatorCreationException, GeneralSecurityException {
    Signer signer = Signer.of(information, certificates);
    if (!signer.holds()) {
      // Who it says it is; whether that is so was not looked at yet.
      throw new IOException("the content is not what was signed in the name of " + signer.name());
    }
    chain(signer, certificates, time(signer));
  }

  private Instant time(Signer signer)
      throws IOException, CMSException, OperatorCreationException, GeneralSecurityException {
    Optional<Instant> stamped = TimeStamp.of(signer.information(), stampRoots);
    if (stamped.isEmpty()) {
      return signer.certificate().getNotBefore().toInstant().plusSeconds(1);
    }
    try {
      signer.certificate().checkValidity(Date.from(stamped.get()));
    } catch (CertificateExpiredException | CertificateNotYetValidException e) {
      throw new IOException(
          "the certificate of "
              + signer.name()
              + " was not valid when the signature was made, at "
              + stamped.get(),
          e);
    }
    return stamped.get();
  }

  private void chain(Signer signer, Store<X509CertificateHolder> certificates, Instant at)
      throws IOException {
    try {
      roots.require(signer.certificate(), certificates, at);
    } catch (InvalidAlgorithmParameterException e) {
      throw new IOException("no root is trusted", e);
    } catch (GeneralSecurityException e) {
      throw new IOException("the chain of " + signer.name() + " leads to no trusted root", e);
    }
  }
}
