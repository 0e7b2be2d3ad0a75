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
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataParser;
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
  private final byte[] der;
  private final List<X509Certificate> roots;

  DetachedSignature(byte[] der, List<X509Certificate> roots) {
    this.der = der.clone();
    this.roots = List.copyOf(roots);
  }

  /** Reads the content and checks every signer. */
  void verify(InputStream content) throws IOException {
    Der.check(der);
    try {
      CMSSignedDataParser parser =
          new CMSSignedDataParser(
              new JcaDigestCalculatorProviderBuilder().build(), new CMSTypedStream(content), der);
      parser.getSignedContent().drain();
      @SuppressWarnings("unchecked")
      Store<X509CertificateHolder> certificates = parser.getCertificates();
      List<SignerInformation> signers = new ArrayList<>(parser.getSignerInfos().getSigners());
      if (signers.isEmpty()) {
        throw new IOException("the signature has no signer");
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

  private void verify(SignerInformation signer, Store<X509CertificateHolder> certificates)
      throws IOException, CMSException, OperatorCreationException, GeneralSecurityException {
    @SuppressWarnings("unchecked")
    Selector<X509CertificateHolder> selector = signer.getSID();
    List<X509CertificateHolder> own = new ArrayList<>(certificates.getMatches(selector));
    if (own.isEmpty()) {
      throw new IOException("the signature lacks the certificate of its signer");
    }
    X509Certificate leaf = Pem.certificate(own.get(0).getEncoded());
    if (!signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(leaf.getPublicKey()))) {
      throw new IOException("the content is not what was signed");
    }
    chain(leaf, certificates);
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
