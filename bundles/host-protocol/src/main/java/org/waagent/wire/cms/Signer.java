// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignerDigestMismatchException;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.Selector;
import org.bouncycastle.util.Store;

/**
 * Who signed a message, as the message has it.
 *
 * @param information the signature
 * @param certificate the signer's
 */
record Signer(SignerInformation information, X509Certificate certificate) {
  /** The search for a chain takes the longer the more certificates there are. */
  static final int MOST_PARTS = 16;

  /**
   * @param certificates those of the message
   * @throws IOException if the signer's is not among them, or they are too many
   */
  static Signer of(SignerInformation information, Store<X509CertificateHolder> certificates)
      throws IOException {
    if (certificates.getMatches(null).size() > MOST_PARTS) {
      throw new IOException("the signature has more than " + MOST_PARTS + " certificates");
    }
    @SuppressWarnings("unchecked")
    Selector<X509CertificateHolder> selector = information.getSID();
    List<X509CertificateHolder> own = new ArrayList<>(certificates.getMatches(selector));
    if (own.isEmpty()) {
      throw new IOException("the signature lacks the certificate of its signer");
    }
    return new Signer(information, Pem.certificate(own.get(0).getEncoded()));
  }

  /** Whether the content was signed with the key of the certificate. */
  boolean holds() throws CMSException, OperatorCreationException {
    try {
      return information.verify(
          new JcaSimpleSignerInfoVerifierBuilder().build(certificate.getPublicKey()));
    } catch (CMSSignerDigestMismatchException e) {
      return false;
    }
  }

  /** The signer's name. */
  String name() {
    return certificate.getSubjectX500Principal().toString();
  }
}
