// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.ssh;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECPoint;
import java.util.Base64;

/** A public key in OpenSSH's own form, RFC 4253 6.6 and RFC 5656 3.1. */
public final class OpenSshKey {
  private OpenSshKey() {}

  /**
   * The line for the key of a certificate.
   *
   * @param certificate PEM or DER
   * @throws KeyException if it is no certificate, or its key is neither RSA nor of a NIST curve
   */
  public static String ofCertificate(byte[] certificate) throws KeyException {
    try {
      return of(
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(certificate))
              .getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new KeyException("the certificate can't be read");
    }
  }

  private static String of(PublicKey key) throws KeyException {
    Blob blob = new Blob();
    if (key instanceof RSAPublicKey rsa) {
      blob.text("ssh-rsa").number(rsa.getPublicExponent()).number(rsa.getModulus());
      return "ssh-rsa " + blob.base64();
    }
    if (key instanceof ECPublicKey ec) {
      int bits = ec.getParams().getCurve().getField().getFieldSize();
      String curve = "nistp" + bits;
      blob.text("ecdsa-sha2-" + curve).text(curve).point(ec.getW(), (bits + 7) / 8);
      return "ecdsa-sha2-" + curve + " " + blob.base64();
    }
    throw new KeyException("a key of kind " + key.getAlgorithm() + " is nothing for SSH");
  }

  /** Parts with their lengths before them. */
  private static final class Blob {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Blob text(String text) {
      return bytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A positive number has a leading zero where its first bit is set, as Java writes it. */
    Blob number(BigInteger number) {
      return bytes(number.toByteArray());
    }

    Blob point(ECPoint point, int size) {
      byte[] bytes = new byte[1 + 2 * size];
      bytes[0] = 4;
      fixed(point.getAffineX(), bytes, 1, size);
      fixed(point.getAffineY(), bytes, 1 + size, size);
      return bytes(bytes);
    }

    private static void fixed(BigInteger number, byte[] into, int at, int size) {
      byte[] bytes = number.toByteArray();
      int from = Math.max(0, bytes.length - size);
      int count = bytes.length - from;
      System.arraycopy(bytes, from, into, at + size - count, count);
    }

    private Blob bytes(byte[] bytes) {
      for (int shift = 24; shift >= 0; shift -= 8) {
        out.write(bytes.length >> shift);
      }
      out.writeBytes(bytes);
      return this;
    }

    String base64() {
      return Base64.getEncoder().encodeToString(out.toByteArray());
    }
  }
}
