// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.KeyTransRecipientId;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waagent.azurehost.CertificateStyle.KeyTransport;
import org.waagent.azurehost.CertificateStyle.PfxEncryption;
import org.waagent.azurehost.CertificateStyle.PfxPassword;
import org.waagent.azurehost.crypto.SelfSigned;

class CertificatesTest {
  private final AzureHost host = AzureHost.start();
  private final Agent agent = new Agent(host);
  private final BouncyCastleProvider provider = new BouncyCastleProvider();

  @AfterEach
  void stop() {
    host.close();
  }

  @ParameterizedTest
  @CsvSource({
    "RSA_OAEP, LEGACY_3DES, NOTHING, AES128_CBC",
    "RSA_PKCS1, LEGACY_3DES, TERMINATOR, DES_EDE3_CBC",
    "RSA_OAEP, PBES2_AES, NOTHING, AES128_CBC",
    "RSA_PKCS1, PBES2_AES, TERMINATOR, AES128_CBC",
    "RSA_OAEP, LEGACY_3DES_SHA256, NOTHING, AES128_CBC",
    "RSA_PKCS1, LEGACY_RC2, TERMINATOR, DES_EDE3_CBC"
  })
  void theAgentFindsTheTenantKeyInTheEnvelope(
      KeyTransport transport, PfxEncryption pfx, PfxPassword password, String cipher)
      throws Exception {
    host.publish(GoalState.of().certificateStyle(new CertificateStyle(transport, pfx, password)));
    SelfSigned own = SelfSigned.create("CN=LinuxTransport");
    String document = certificates(own, cipher);
    CMSEnvelopedData envelope = new CMSEnvelopedData(data(document, "Data"));
    ASN1ObjectIdentifier wanted =
        cipher.equals("AES128_CBC") ? CMSAlgorithm.AES128_CBC : CMSAlgorithm.DES_EDE3_CBC;
    assertThat(envelope.getEncryptionAlgOID()).isEqualTo(wanted.getId());
    KeyTransRecipientId id =
        (KeyTransRecipientId) envelope.getRecipientInfos().iterator().next().getRID();
    assertThat(id.getSubjectKeyIdentifier()).hasSize(20);
    // Java's own store: Bouncy Castle's refuses PBES2 with an empty password.
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(open(envelope, own.key())), new char[0]);
    TenantCertificate tenant = host.tenantCertificate();
    String alias = store.getCertificateAlias(tenant.certificate());
    assertThat(store.getKey(alias, new char[0]).getEncoded()).isEqualTo(tenant.key().getEncoded());
    assertThat(host.violations()).isEmpty();
  }

  private String certificates(SelfSigned own, String cipher) throws Exception {
    String uri = Agent.link(agent.goalState().body(), "Certificates");
    return agent.get(uri, headers(own, cipher)).body();
  }

  private static Map<String, String> headers(SelfSigned own, String cipher) throws Exception {
    Map<String, String> headers = Agent.wireHeaders();
    headers.put(
        "x-ms-guest-agent-public-x509-cert",
        Base64.getEncoder().encodeToString(own.certificate().getEncoded()));
    headers.put("x-ms-cipher-name", cipher);
    return headers;
  }

  private byte[] open(CMSEnvelopedData envelope, PrivateKey key) throws Exception {
    RecipientInformation recipient = envelope.getRecipientInfos().iterator().next();
    return recipient.getContent(new JceKeyTransEnvelopedRecipient(key).setProvider(provider));
  }

  private static byte[] data(String document, String element) {
    return Base64.getMimeDecoder().decode(Agent.link(document, element));
  }

  @Test
  void protectedSettingsOpenWithTheTenantKey() throws Exception {
    host.publish(GoalState.of(Sample.hello().protectedSettings("{\"pw\":\"geheim\"}")));
    String config = agent.config("ExtensionsConfig").body();
    assertThat(config).doesNotContain("geheim");
    assertThat(agent.config("ExtensionsConfig").body()).isEqualTo(config);
    String json = Agent.between(config, "<RuntimeSettings seqNo=\"0\">", "</RuntimeSettings>");
    JsonObject handler =
        JsonParser.parseString(json.replace("&quot;", "\""))
            .getAsJsonObject()
            .getAsJsonArray("runtimeSettings")
            .get(0)
            .getAsJsonObject()
            .getAsJsonObject("handlerSettings");
    TenantCertificate tenant = host.tenantCertificate();
    assertThat(handler.get("protectedSettingsCertThumbprint").getAsString())
        .isEqualTo(tenant.thumbprint())
        .matches("[0-9A-F]{40}");
    byte[] envelope = Base64.getDecoder().decode(handler.get("protectedSettings").getAsString());
    assertThat(
            new String(open(new CMSEnvelopedData(envelope), tenant.key()), StandardCharsets.UTF_8))
        .isEqualTo("{\"pw\":\"geheim\"}");
  }

  @Test
  void passwordsOfRemoteUsersAreUtf16ForTheAgent() throws Exception {
    host.publish(
        GoalState.of()
            .withUsers(new RemoteUser("jit", "pä", Instant.parse("2030-01-02T03:04:05Z"))));
    SelfSigned own = SelfSigned.create("CN=LinuxTransport");
    String uri = Agent.link(agent.goalState().body(), "RemoteAccessInfo");
    String document = agent.get(uri, headers(own, "AES128_CBC")).body();
    assertThat(document).contains("<Expiration>Wed, 02 Jan 2030 03:04:05 UTC</Expiration>");
    byte[] text = open(new CMSEnvelopedData(data(document, "Password")), own.key());
    assertThat(new String(text, StandardCharsets.UTF_16LE)).isEqualTo("pä");
  }

  @Test
  void refusesAskersItCannotEncryptFor() throws Exception {
    String uri = Agent.link(agent.goalState().body(), "Certificates");
    assertThat(agent.get(uri, Agent.wireHeaders()).statusCode()).isEqualTo(400);
    Map<String, String> headers = Agent.wireHeaders();
    headers.put("x-ms-guest-agent-public-x509-cert", "AAAA");
    assertThat(agent.get(uri, headers).statusCode()).isEqualTo(400);
    SelfSigned own = SelfSigned.create("CN=LinuxTransport");
    assertThat(agent.get(uri, headers(own, "ROT13")).statusCode()).isEqualTo(400);
    assertThat(host.violations()).hasSize(3);
  }

  @Test
  void anOtherTenantCertificateCanBeGiven() throws Exception {
    TenantCertificate rotated = TenantCertificate.create();
    host.publish(GoalState.of(Sample.hello().protectedSettings("{}")).certificates(rotated));
    assertThat(agent.config("ExtensionsConfig").body()).contains(rotated.thumbprint());
  }

  @Test
  void certificatesOfAllKindsAreHandedOutAndAnRsaOneProtects() throws Exception {
    TenantCertificate ec = TenantCertificate.createEc();
    TenantCertificate rsa = TenantCertificate.create();
    host.publish(GoalState.of(Sample.hello().protectedSettings("{}")).certificates(ec, rsa));
    assertThat(agent.config("ExtensionsConfig").body())
        .contains(rsa.thumbprint())
        .doesNotContain(ec.thumbprint());
    SelfSigned own = SelfSigned.create("CN=LinuxTransport");
    CMSEnvelopedData envelope = new CMSEnvelopedData(data(certificates(own, "AES128_CBC"), "Data"));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(open(envelope, own.key())), new char[0]);
    assertThat(store.size()).isEqualTo(2);
    String alias = store.getCertificateAlias(ec.certificate());
    assertThat(store.getKey(alias, new char[0]).getAlgorithm()).isEqualTo("EC");
  }
}
