// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.util.Store;

/** Certificates that are trusted, and what their word is good for. */
final class Trust {
  private final Set<TrustAnchor> anchors = new HashSet<>();

  Trust(List<X509Certificate> roots) {
    roots.forEach(root -> anchors.add(new TrustAnchor(root, null)));
  }

  /**
   * Looks for a chain from a certificate to one that is trusted.
   *
   * @param others what may stand in between
   * @param at when each of them must have been valid
   * @throws InvalidAlgorithmParameterException if none is trusted
   * @throws GeneralSecurityException if there is no such chain
   */
  void require(X509Certificate leaf, Store<X509CertificateHolder> others, Instant at)
      throws IOException, GeneralSecurityException {
    List<X509Certificate> all = new ArrayList<>();
    for (X509CertificateHolder holder : others.getMatches(null)) {
      all.add(Pem.certificate(holder.getEncoded()));
    }
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(leaf);
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(all)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    CertPathBuilder.getInstance("PKIX").build(parameters);
  }
}
