// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAttributeTableGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Signs with a key: a detached SignedData message (RFC 5652) with the signer's chain in it. */
public final class FeatureSigner {
  private final PrivateKey key;
  private final List<X509Certificate> chain;

  /**
   * @param key the signer's
   * @param chain the signer's certificate first; the root may be left out
   */
  public FeatureSigner(PrivateKey key, List<X509Certificate> chain) {
    this.key = requireNonNull(key, "key");
    this.chain = List.copyOf(chain);
    if (this.chain.isEmpty()) {
      throw new IllegalArgumentException("there is no certificate");
    }
  }

  /**
   * Reads key and certificates.
   *
   * @param key PEM, PKCS 8 or the older form, not encrypted
   * @param certificates PEM
   */
  public static FeatureSigner read(Path key, Path certificates)
      throws IOException, AssemblyException {
    return new FeatureSigner(key(key), certificates(certificates));
  }

  private static PrivateKey key(Path file) throws IOException, AssemblyException {
    try (Reader text = Files.newBufferedReader(file);
        PEMParser pem = new PEMParser(text)) {
      Object found = pem.readObject();
      JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
      if (found instanceof PEMKeyPair pair) {
        return converter.getKeyPair(pair).getPrivate();
      }
      if (found instanceof PrivateKeyInfo plain) {
        return converter.getPrivateKey(plain);
      }
      throw new AssemblyException(file + " is no private key in PEM, or it is encrypted");
    }
  }

  private static List<X509Certificate> certificates(Path file)
      throws IOException, AssemblyException {
    try (InputStream in = Files.newInputStream(file)) {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (found.isEmpty()) {
        throw new AssemblyException(file + " has no certificate in PEM");
      }
      return found;
    } catch (GeneralSecurityException e) {
      throw new AssemblyException(
          file + " has a certificate that can't be read: " + e.getMessage());
    }
  }

  /**
   * Signs.
   *
   * @return DER
   */
  public byte[] sign(byte[] content) throws AssemblyException, IOException {
    try {
      String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
      JcaSignerInfoGeneratorBuilder signer =
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build());
      signer.setSignedAttributeGenerator(withoutTime());
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          signer.build(new JcaContentSignerBuilder(algorithm).build(key), chain.get(0)));
      generator.addCertificates(new JcaCertStore(chain));
      return generator.generate(new CMSProcessableByteArray(content), false).getEncoded("DER");
    } catch (CMSException | OperatorCreationException | GeneralSecurityException e) {
      throw new AssemblyException("can't sign: " + e.getMessage());
    }
  }

  /** The time of signing would make each signature another one, and nobody can believe it. */
  private static CMSAttributeTableGenerator withoutTime() {
    CMSAttributeTableGenerator usual = new DefaultSignedAttributeTableGenerator();
    return parameters -> {
      AttributeTable attributes = usual.getAttributes(parameters);
      return attributes.remove(CMSAttributes.signingTime);
    };
  }
}
