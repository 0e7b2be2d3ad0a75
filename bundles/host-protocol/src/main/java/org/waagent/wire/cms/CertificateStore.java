// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.waagent.goalstate.Certificates;
import org.waagent.goalstate.Secret;
import org.waagent.goalstate.Thumbprint;
import org.waagent.host.HostException;
import org.waagent.os.Clock;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.os.Shell;
import org.waagent.wire.health.Events;
import org.waagent.wire.xml.Element;
import org.waagent.wire.xml.Xml;
import org.waagent.wire.xml.XmlException;

/** Fetches the certificates of a goal state and opens messages with their keys. */
@Component(service = CertificateStore.class)
public final class CertificateStore {
  private static final List<String> CIPHERS = List.of("AES128_CBC", "DES_EDE3_CBC");
  private static final String FORMAT = "Pkcs7BlobWithPfxContents";

  private final TransportCertificate transport;
  private final CertificateFiles certificates;
  private final Events events;
  private final Logger logger;
  private volatile String told = "";

  @Activate
  public CertificateStore(
      @Reference Files files,
      @Reference Directories directories,
      @Reference Clock clock,
      @Reference Shell shell,
      @Reference Events events,
      @Reference(service = LoggerFactory.class) Logger logger) {
    this.transport = new TransportCertificate(files, directories.lib(), clock, new RsaKeys(shell));
    this.certificates = new CertificateFiles(files, directories.lib());
    this.events = events;
    this.logger = logger;
  }

  /** Fetches a document that is encrypted to a certificate. */
  @FunctionalInterface
  public interface Fetch {
    /**
     * @param certificate base64 of its DER form
     * @param cipher name of the cipher to ask for
     */
    String document(String certificate, String cipher) throws HostException;
  }

  /**
   * Fetches, opens and writes the certificates.
   *
   * @return empty if they can't be had, which is told
   */
  public Optional<Certificates> fetch(Fetch fetch) {
    String failure = "";
    for (String cipher : CIPHERS) {
      try {
        String xml = fetch.document(transport.get().header(), cipher);
        Optional<String> data = data(xml);
        if (data.isEmpty()) {
          return Optional.of(Certificates.none());
        }
        certificates.keep(xml, data.get());
        Certificates opened = written(open(data.get()));
        told = "";
        return Optional.of(opened);
      } catch (IOException | HostException | XmlException e) {
        failure = cipher + ": " + e.getMessage();
        if (Thread.currentThread().isInterrupted()) {
          break;
        }
      }
    }
    tell(failure);
    return Optional.empty();
  }

  // Certificates are asked for again and again, so the same failure is logged once.
  private void tell(String failure) {
    if (!failure.equals(told)) {
      told = failure;
      logger.error("Could not get the certificates of the goal state: {}", failure);
    }
    events.failed("GoalStateCertificates", failure);
  }

  private Certificates written(byte[] pfx) throws IOException {
    return certificates.write(
        Pfx.read(pfx, warning -> logger.warn(warning)), warning -> logger.warn(warning));
  }

  private Optional<String> data(String xml) throws XmlException {
    Element root = Xml.read("Certificates.xml", xml);
    Optional<String> data = root.textOf("Data");
    String format = root.textOf("Format").orElse(FORMAT);
    if (data.isEmpty()) {
      logger.info("The goal state has no certificates");
      return Optional.empty();
    }
    if (!format.equals(FORMAT)) {
      logger.warn("The certificates come in an unknown format: {}", format);
      return Optional.empty();
    }
    return data;
  }

  private byte[] open(String base64) throws IOException {
    TransportCertificate.Identity identity = transport.get();
    try {
      byte[] der = Base64.getMimeDecoder().decode(base64);
      return EnvelopedMessage.read(der).open(identity.certificate(), identity.key());
    } catch (IllegalArgumentException e) {
      throw new IOException("the data is no base64: " + e.getMessage(), e);
    }
  }

  /** Fetches a document that is encrypted to the transport certificate as a whole channel. */
  public String encrypted(Fetch fetch) throws IOException, HostException {
    return fetch.document(transport.get().header(), CIPHERS.get(0));
  }

  /** Whether the files of all certificates are still there. */
  public boolean areOnDisk(Certificates wanted) {
    for (Certificates.Certificate certificate : wanted.certificates()) {
      if (!certificates.exists(certificate.thumbprint())) {
        return false;
      }
    }
    return true;
  }

  Secret decrypt(Thumbprint thumbprint, byte[] der) throws IOException {
    return Secret.of(
        EnvelopedMessage.read(der)
            .open(certificates.readCertificate(thumbprint), certificates.readKey(thumbprint)));
  }

  Secret decryptForTransport(byte[] der) throws IOException {
    TransportCertificate.Identity identity = transport.get();
    return Secret.of(EnvelopedMessage.read(der).open(identity.certificate(), identity.key()));
  }
}
