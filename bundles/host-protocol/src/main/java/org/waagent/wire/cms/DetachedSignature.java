// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataParser;
import org.bouncycastle.cms.CMSSignerDigestMismatchException;
import org.bouncycastle.cms.CMSTypedStream;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.util.Selector;
import org.bouncycastle.util.Store;

/**
 * A detached SignedData message (RFC 5652). Every signer's signature and chain must hold. The chain
 * is looked at as of the day its leaf became valid: packages stay in use for longer than the
 * certificates they were signed with.
 */
final class DetachedSignature {
  /** A signature with its chain and a timestamp has some ten kilobytes. */
  private static final int LARGEST = 1 << 18;

  /** The search for a chain takes the longer the more certificates there are. */
  private static final int MOST_PARTS = 16;

  private static final String TAMPERED = "the content is not what was signed";

  private final byte[] der;
  private final List<X509Certificate> roots;

  DetachedSignature(byte[] der, List<X509Certificate> roots) {
    this.der = der.clone();
    this.roots = List.copyOf(roots);
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
      if (signers.size() > MOST_PARTS || certificates.getMatches(null).size() > MOST_PARTS) {
        throw new IOException("the signature has more than " + MOST_PARTS + " certificates");
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

  private void verify(SignerInformation signer, Store<X509CertificateHolder> certificates)
      throws IOException, CMSException, OperatorCreationException, GeneralSecurityException {
    @SuppressWarnings("unchecked")
    Selector<X509CertificateHolder> selector = signer.getSID();
    List<X509CertificateHolder> own = new ArrayList<>(certificates.getMatches(selector));
    if (own.isEmpty()) {
      throw new IOException("the signature lacks the certificate of its signer");
    }
    X509Certificate leaf = Pem.certificate(own.get(0).getEncoded());
    if (!holds(signer, leaf)) {
      // Who it says it is; whether that is so was not looked at yet.
      throw new IOException(TAMPERED + " in the name of " + leaf.getSubjectX500Principal());
    }
    chain(leaf, certificates);
  }

  private static boolean holds(SignerInformation signer, X509Certificate leaf)
      throws CMSException, OperatorCreationException {
    try {
      return signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(leaf.getPublicKey()));
    } catch (CMSSignerDigestMismatchException e) {
      return false;
    }
  }

  private void chain(X509Certificate leaf, Store<X509CertificateHolder> certificates)
      throws IOException, GeneralSecurityException {
    List<X509Certificate> all = new ArrayList<>();
    for (X509CertificateHolder holder : certificates.getMatches(null)) {
      all.add(Pem.certificate(holder.getEncoded()));
    }
    Set<TrustAnchor> anchors = new HashSet<>();
    for (X509Certificate root : roots) {
      anchors.add(new TrustAnchor(root, null));
    }
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(leaf);
    try {
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(all)));
      parameters.setRevocationEnabled(false);
      parameters.setDate(new Date(leaf.getNotBefore().getTime() + 1000));
      CertPathBuilder.getInstance("PKIX").build(parameters);
    } catch (InvalidAlgorithmParameterException e) {
      throw new IOException("no root is trusted", e);
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "the chain of " + leaf.getSubjectX500Principal() + " leads to no trusted root", e);
    }
  }
}
