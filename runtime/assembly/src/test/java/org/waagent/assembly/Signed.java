// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Keys made for a test. */
final class Signed {
  private Signed() {}

  /**
   * PEM files.
   *
   * @param key private
   * @param certificate of that key
   */
  record Files(Path key, Path certificate) {}

  static FeatureSigner signer(String algorithm) throws Exception {
    KeyPair pair = pair(algorithm);
    return new FeatureSigner(pair.getPrivate(), List.of(certificate(pair)));
  }

  static Files files(Path folder) throws Exception {
    KeyPair pair = pair("RSA");
    Files files = new Files(folder.resolve("key.pem"), folder.resolve("certificate.pem"));
    write(files.key(), pair.getPrivate());
    write(files.certificate(), certificate(pair));
    return files;
  }

  private static void write(Path file, Object content) throws Exception {
    try (Writer out = java.nio.file.Files.newBufferedWriter(file);
        JcaPEMWriter pem = new JcaPEMWriter(out)) {
      pem.writeObject(content);
    }
  }

  private static KeyPair pair(String algorithm) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
    return generator.generateKeyPair();
  }

  private static X509Certificate certificate(KeyPair pair)
      throws GeneralSecurityException, OperatorCreationException {
    X500Principal name = new X500Principal("CN=Acme");
    Instant now = Instant.now();
    String algorithm = pair.getPrivate().getAlgorithm().equals("RSA") ? "RSA" : "ECDSA";
    return new JcaX509CertificateConverter()
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.ONE,
                    Date.from(now.minus(Duration.ofDays(1))),
                    Date.from(now.plus(Duration.ofDays(1))),
                    name,
                    pair.getPublic())
                .build(
                    new JcaContentSignerBuilder("SHA256with" + algorithm)
                        .build(pair.getPrivate())));
  }
}
