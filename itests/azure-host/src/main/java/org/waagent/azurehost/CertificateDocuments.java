// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import org.waagent.azurehost.crypto.Cms;
import org.waagent.azurehost.crypto.Pfx;
import org.waagent.azurehost.http.HttpRequest;

/** The two documents that are encrypted for the transport certificate of the agent that asks. */
final class CertificateDocuments {
  static final String CERTIFICATE_HEADER = "x-ms-guest-agent-public-x509-cert";
  static final String CIPHER_HEADER = "x-ms-cipher-name";
  private static final DateTimeFormatter EXPIRATION =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final World world;
  private final X509Certificate transport;
  private final boolean aes;

  private CertificateDocuments(World world, X509Certificate transport, boolean aes) {
    this.world = world;
    this.transport = transport;
    this.aes = aes;
  }

  /** Reads both headers; what is wrong with them is a {@link Refusal}. */
  static CertificateDocuments asked(World world, HttpRequest request) {
    X509Certificate transport = transport(Require.header(request, CERTIFICATE_HEADER));
    // Old agents send no cipher and mean 3DES.
    String cipher = request.header(CIPHER_HEADER).orElse("DES_EDE3_CBC");
    if (!cipher.equals("AES128_CBC") && !cipher.equals("DES_EDE3_CBC")) {
      throw Require.badHeader(CIPHER_HEADER, cipher, "AES128_CBC or DES_EDE3_CBC");
    }
    return new CertificateDocuments(world, transport, cipher.equals("AES128_CBC"));
  }

  private static X509Certificate transport(String base64) {
    try {
      byte[] der = Base64.getDecoder().decode(base64);
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
      if (!Cms.hasKeyId(certificate)) {
        throw Refusal.wrong(
            400, "InvalidCertificate", "The transport certificate has no SubjectKeyIdentifier");
      }
      return certificate;
    } catch (IllegalArgumentException | CertificateException e) {
      throw Refusal.wrong(
          400, "InvalidCertificate", CERTIFICATE_HEADER + " holds no certificate: " + e);
    }
  }

  /** Certificates and keys in a PFX. */
  String certificates() {
    GoalState goal = world.latest().goal();
    CertificateStyle style = goal.certificateStyle();
    boolean terminated = style.password() == CertificateStyle.PfxPassword.TERMINATOR;
    try {
      Pfx pfx = new Pfx(style.pfx().kind(), terminated);
      for (TenantCertificate certificate : world.certificates(goal)) {
        pfx.add(certificate.certificate(), certificate.key());
      }
      String data = Base64.getMimeEncoder().encodeToString(envelop(pfx.encoded()));
      return Xml.HEAD
          + "<CertificateFile xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
          + " xsi:noNamespaceSchemaLocation=\"certificates10.xsd\">\n"
          + "  <Version>2010-12-15</Version>\n  <Incarnation>"
          + world.fabric().incarnation()
          + "</Incarnation>\n  <Format>Pkcs7BlobWithPfxContents</Format>\n  <Data>"
          + data
          + "</Data>\n</CertificateFile>\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot make the certificates document", e);
    }
  }

  /** Accounts with their passwords. */
  String remoteAccess() {
    GoalState goal = world.fabric().goal();
    StringBuilder xml = new StringBuilder(Xml.HEAD);
    xml.append("<RemoteAccess>\n  <Version>1</Version>\n  <Incarnation>");
    xml.append(world.fabric().incarnation()).append("</Incarnation>\n  <Users>\n");
    goal.remoteUsers().forEach(u -> user(xml, u));
    return xml.append("  </Users>\n</RemoteAccess>\n").toString();
  }

  private void user(StringBuilder xml, RemoteUser user) {
    xml.append("    <User>\n      <Name>").append(Xml.escape(user.name())).append("</Name>\n");
    xml.append("      <Password>").append(password(user)).append("</Password>\n");
    xml.append("      <Expiration>").append(EXPIRATION.format(user.expiration()));
    xml.append("</Expiration>\n      <Groups><GroupName>Administrators</GroupName></Groups>\n");
    xml.append("    </User>\n");
  }

  private String password(RemoteUser user) {
    try {
      byte[] text = user.password().getBytes(StandardCharsets.UTF_16LE);
      return Base64.getEncoder().encodeToString(envelop(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot encrypt a password", e);
    }
  }

  private byte[] envelop(byte[] content) throws GeneralSecurityException {
    boolean oaep =
        world.latest().goal().certificateStyle().keyTransport()
            == CertificateStyle.KeyTransport.RSA_OAEP;
    return new Cms().forTransport(transport, content, oaep, aes);
  }
}
