// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.goalstate.Secret;
import org.waagent.goalstate.Thumbprint;
import org.waagent.host.Cms;
import org.waagent.os.Files;

/** Opens messages with the keys of the goal state and verifies signatures. */
@Component(service = Cms.class)
public final class StoreCms implements Cms {
  private static final int MOST = 1024 * 1024;
  private static final String STAMP_ROOT = "microsoft-root-2010.pem";

  private final CertificateStore store;
  private final Files files;

  @Activate
  public StoreCms(@Reference CertificateStore store, @Reference Files files) {
    this.store = store;
    this.files = files;
  }

  @Override
  public Secret decrypt(Thumbprint certificate, byte[] der) throws IOException {
    return store.decrypt(certificate, der);
  }

  @Override
  public Secret decryptForTransport(byte[] der) throws IOException {
    return store.decryptForTransport(der);
  }

  @Override
  public void verify(byte[] signature, InputStream content, List<Path> roots) throws IOException {
    List<X509Certificate> trusted = new ArrayList<>();
    for (Path root : roots) {
      trusted.addAll(certificates(files.readText(root, MOST)));
    }
    new DetachedSignature(signature, trusted, stampRoot()).verify(content);
  }

  /**
   * What the platform's authority for time stamps is certified by (claim of a public certificate:
   * SHA-1 3B1EFD3A66EA28B16697394703A72CA340A05BD5). Trusted for the time of signatures alone.
   */
  private static List<X509Certificate> stampRoot() throws IOException {
    try (InputStream in = StoreCms.class.getResourceAsStream(STAMP_ROOT)) {
      return certificates(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
    }
  }

  private static List<X509Certificate> certificates(String pem) throws IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (byte[] der : Pem.decode(Pem.CERTIFICATE, pem)) {
      certificates.add(Pem.certificate(der));
    }
    return certificates;
  }
}
