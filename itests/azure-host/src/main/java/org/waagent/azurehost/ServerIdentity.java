// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.waagent.azurehost.crypto.SelfSigned;

/** The TLS identity of a server, and what clients need to trust it. Made afresh in each run. */
public final class ServerIdentity {
  private static final char[] INSIDE = "inside".toCharArray();

  private final SelfSigned pair;

  private ServerIdentity(SelfSigned pair) {
    this.pair = pair;
  }

  /** A self-signed one for an IP address. */
  public static ServerIdentity of(InetAddress address) {
    try {
      return new ServerIdentity(SelfSigned.createServer(address));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot make a certificate", e);
    }
  }

  public X509Certificate certificate() {
    return pair.certificate();
  }

  /** The certificate as PEM, for clients with a file of roots. */
  public String pem() {
    try {
      byte[] der = pair.certificate().getEncoded();
      byte[] newline = {'\n'};
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, newline).encodeToString(der)
          + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate of ours has no encoding", e);
    }
  }

  /** A PKCS #12 file that trusts the certificate, for {@code javax.net.ssl.trustStore}. */
  public byte[] trustStore(String password) {
    try {
      KeyStore store = empty();
      store.setCertificateEntry("azure-host", pair.certificate());
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      store.store(bytes, password.toCharArray());
      return bytes.toByteArray();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot make a trust store", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SSLContext context() {
    try {
      KeyStore store = empty();
      store.setKeyEntry("server", pair.key(), INSIDE, new Certificate[] {pair.certificate()});
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, INSIDE);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java cannot serve TLS", e);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  @Override
  public String toString() {
    return "ServerIdentity[" + pair.certificate().getSubjectX500Principal() + "]";
  }
}
