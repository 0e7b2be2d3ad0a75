// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.waagent.goalstate.Certificates;
import org.waagent.goalstate.Thumbprint;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/**
 * The certificates of a goal state on disk, where extensions look for them: {@code
 * <thumbprint>.crt} and {@code .prv}.
 */
final class CertificateFiles {
  private static final Mode OWNER_READS = Mode.of(0400);
  private static final int MOST = 64 * 1024;

  private final Files files;
  private final Path lib;

  CertificateFiles(Files files, Path lib) {
    this.files = files;
    this.lib = lib;
  }

  /**
   * Writes every certificate, and every key that fits one.
   *
   * @param warn gets what can't be used; the rest is
   */
  Certificates write(Pfx pfx, Consumer<String> warn) throws IOException {
    List<Key> keys = keys(pfx, warn);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    List<Certificates.Certificate> written = new ArrayList<>();
    for (byte[] der : pfx.certificates()) {
      X509Certificate certificate;
      try {
        certificate = Pem.certificate(der);
      } catch (IOException e) {
        warn.accept("A certificate of the goal state can't be read");
        continue;
      }
      Thumbprint thumbprint = thumbprint(der);
      byte[] pem = Pem.encode(Pem.CERTIFICATE, der);
      files.write(certificate(thumbprint), pem, OWNER_READS);
      all.write(pem);
      Optional<Key> key = fitting(keys, certificate);
      if (key.isPresent()) {
        byte[] keyPem = Pem.encode(Pem.PRIVATE_KEY, key.get().der());
        files.write(key(thumbprint), keyPem, OWNER_READS);
        all.write(keyPem);
      }
      written.add(new Certificates.Certificate(thumbprint, key.isPresent()));
    }
    if (keys.stream().anyMatch(key -> !key.used)) {
      warn.accept("A key of the goal state has no certificate");
    }
    files.write(lib.resolve("Certificates.pem"), all.toByteArray(), OWNER_READS);
    return new Certificates(written);
  }

  private static List<Key> keys(Pfx pfx, Consumer<String> warn) {
    List<Key> keys = new ArrayList<>();
    for (byte[] der : pfx.keys()) {
      try {
        keys.add(new Key(der, Pem.privateKey(der)));
      } catch (IOException e) {
        warn.accept("A key of the goal state can't be read: " + e.getMessage());
      }
    }
    return keys;
  }

  private static Optional<Key> fitting(List<Key> keys, X509Certificate certificate) {
    for (Key key : keys) {
      if (KeyPairs.fit(key.key, certificate.getPublicKey())) {
        key.used = true;
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  private static final class Key {
    private final byte[] der;
    private final PrivateKey key;
    private boolean used;

    Key(byte[] der, PrivateKey key) {
      this.der = der;
      this.key = key;
    }

    byte[] der() {
      return der;
    }
  }

  /** Keeps the document as it came, also in the form of a mail, which other programs look for. */
  void keep(String xml, String base64) throws IOException {
    files.write(lib.resolve("Certificates.xml"), xml.getBytes(StandardCharsets.UTF_8), OWNER_READS);
    Path mail = lib.resolve("Certificates.p7m");
    String text =
        "MIME-Version:1.0\n"
            + "Content-Disposition: attachment; filename=\""
            + mail
            + "\"\n"
            + "Content-Type: application/x-pkcs7-mime; name=\""
            + mail
            + "\"\n"
            + "Content-Transfer-Encoding: base64\n\n"
            + base64
            + "\n";
    files.write(mail, text.getBytes(StandardCharsets.UTF_8), OWNER_READS);
  }

  boolean exists(Thumbprint thumbprint) {
    return files.exists(certificate(thumbprint));
  }

  X509Certificate readCertificate(Thumbprint thumbprint) throws IOException {
    return Pem.certificate(first(Pem.CERTIFICATE, certificate(thumbprint)));
  }

  PrivateKey readKey(Thumbprint thumbprint) throws IOException {
    return Pem.privateKey(first(Pem.PRIVATE_KEY, key(thumbprint)));
  }

  private byte[] first(String label, Path file) throws IOException {
    List<byte[]> blocks = Pem.decode(label, files.readText(file, MOST));
    if (blocks.isEmpty()) {
      throw new IOException(file + " has no " + label);
    }
    return blocks.get(0);
  }

  private Path certificate(Thumbprint thumbprint) {
    return lib.resolve(thumbprint + ".crt");
  }

  private Path key(Thumbprint thumbprint) {
    return lib.resolve(thumbprint + ".prv");
  }

  static Thumbprint thumbprint(byte[] der) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(der);
      return new Thumbprint(HexFormat.of().withUpperCase().formatHex(digest));
    } catch (GeneralSecurityException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
