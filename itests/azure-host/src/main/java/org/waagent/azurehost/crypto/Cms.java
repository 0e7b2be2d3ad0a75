// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.crypto;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaAlgorithmParametersConverter;

/** Makes CMS EnvelopedData as Azure hosts do. */
public final class Cms {
  private static final OAEPParameterSpec OAEP_DEFAULTS =
      new OAEPParameterSpec("SHA-1", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT);

  private final Provider provider = new BouncyCastleProvider();

  /**
   * For the owner of a transport certificate, named by its subject key identifier.
   *
   * @param oaep RSAES-OAEP with default parameters instead of PKCS #1 v1.5
   * @param aes AES-128-CBC instead of 3DES-EDE-CBC
   */
  public byte[] forTransport(X509Certificate to, byte[] content, boolean oaep, boolean aes)
      throws GeneralSecurityException {
    RecipientInfoGenerator recipient =
        oaep
            ? new JceKeyTransRecipientInfoGenerator(keyId(to), oaepId(), to.getPublicKey())
                .setProvider(provider)
            : new JceKeyTransRecipientInfoGenerator(keyId(to), to.getPublicKey())
                .setProvider(provider);
    return envelop(recipient, content, aes ? CMSAlgorithm.AES128_CBC : CMSAlgorithm.DES_EDE3_CBC);
  }

  /** For the owner of a tenant certificate, named by issuer and serial number: PKCS #1, 3DES. */
  public byte[] forTenant(X509Certificate to, byte[] content) throws GeneralSecurityException {
    RecipientInfoGenerator recipient =
        new JceKeyTransRecipientInfoGenerator(to).setProvider(provider);
    return envelop(recipient, content, CMSAlgorithm.DES_EDE3_CBC);
  }

  /** Whether the certificate carries the identifier that its envelopes name. */
  public static boolean hasKeyId(X509Certificate certificate) {
    return certificate.getExtensionValue(Extension.subjectKeyIdentifier.getId()) != null;
  }

  private static byte[] keyId(X509Certificate certificate) throws GeneralSecurityException {
    byte[] value = certificate.getExtensionValue(Extension.subjectKeyIdentifier.getId());
    if (value == null) {
      throw new GeneralSecurityException("the certificate has no SubjectKeyIdentifier");
    }
    byte[] inner = ASN1OctetString.getInstance(value).getOctets();
    return SubjectKeyIdentifier.getInstance(inner).getKeyIdentifier();
  }

  private static AlgorithmIdentifier oaepId() throws GeneralSecurityException {
    return new JcaAlgorithmParametersConverter()
        .getAlgorithmIdentifier(PKCSObjectIdentifiers.id_RSAES_OAEP, OAEP_DEFAULTS);
  }

  private byte[] envelop(RecipientInfoGenerator to, byte[] content, ASN1ObjectIdentifier cipher)
      throws GeneralSecurityException {
    try {
      CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
      generator.addRecipientInfoGenerator(to);
      return generator
          .generate(
              new CMSProcessableByteArray(content),
              new JceCMSContentEncryptorBuilder(cipher).setProvider(provider).build())
          .getEncoded();
    } catch (CMSException | IOException e) {
      throw new GeneralSecurityException("cannot envelop", e);
    }
  }
}
