// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.crypto;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * Signs packages as the platform does: detached, with a content type of its own, and with the leaf
 * and the intermediate certificate in the message but not the root. The leaf has expired.
 *
 * @param root what a machine must trust
 * @param intermediate signed by the root
 * @param leaf signed by the intermediate
 * @param key of the leaf
 * @param algorithm of the signatures, by its JCA name
 */
public record PackageSigner(
    X509Certificate root,
    X509Certificate intermediate,
    X509Certificate leaf,
    PrivateKey key,
    String algorithm) {
  private static final ASN1ObjectIdentifier CONTENT_TYPE =
      new ASN1ObjectIdentifier("2.123.456.7.8.9");
  private static final Duration AGE = Duration.ofDays(1500);
  private static final int RSA_BITS = 2048;

  /** A fresh one as the platform's: RSA with SHA-384. */
  public static PackageSigner create() throws GeneralSecurityException {
    return create("SHA384withRSA", "RSA", RSA_BITS);
  }

  /** A fresh one whose leaf has another kind of key. */
  public static PackageSigner create(String algorithm, String keys, int bits)
      throws GeneralSecurityException {
    KeyPair rootKeys = keys("RSA", RSA_BITS);
    KeyPair middleKeys = keys("RSA", RSA_BITS);
    KeyPair leafKeys = keys(keys, bits);
    X500Principal root = new X500Principal("CN=Signing Root");
    X500Principal middle = new X500Principal("CN=Signing Authority");
    X500Principal leaf = new X500Principal("CN=Signer");
    Instant now = Instant.now();
    Instant expired = now.minus(Duration.ofDays(400));
    Instant begun = now.minus(AGE);
    Instant later = now.plus(AGE);
    return new PackageSigner(
        Certified.authority(root, rootKeys, root, rootKeys, begun, later),
        Certified.authority(middle, middleKeys, root, rootKeys, begun, later),
        Certified.leaf(leaf, leafKeys, middle, middleKeys, begun, expired),
        leafKeys.getPrivate(),
        algorithm);
  }

  static KeyPair keys(String algorithm, int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  /** The signature of a package, in DER. */
  public byte[] sign(byte[] content) throws GeneralSecurityException {
    try {
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
              .build(new JcaContentSignerBuilder(algorithm).build(key), leaf));
      generator.addCertificates(new JcaCertStore(List.of(leaf, intermediate)));
      return generator
          .generate(new CMSProcessableByteArray(CONTENT_TYPE, content), false)
          .getEncoded();
    } catch (CMSException | IOException | OperatorCreationException e) {
      throw new GeneralSecurityException("cannot sign", e);
    }
  }

  /** The signature as a goal state has it. */
  public String encoded(byte[] content) throws GeneralSecurityException {
    return Base64.getEncoder().encodeToString(sign(content));
  }

  /** The root as a file has it. */
  public String rootPem() throws GeneralSecurityException {
    return Certified.pem(root);
  }
}
