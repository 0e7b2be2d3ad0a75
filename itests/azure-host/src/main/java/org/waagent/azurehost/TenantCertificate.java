// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.waagent.azurehost.crypto.Cms;
import org.waagent.azurehost.crypto.SelfSigned;

/** A certificate of the tenant with its key: protected settings are encrypted with it. */
public final class TenantCertificate {
  private static final String NAME = "DC=Windows Azure CRP Certificate Generator";

  private final SelfSigned pair;
  private final String thumbprint;
  private final Cms cms = new Cms();
  private final Map<String, String> encrypted = new ConcurrentHashMap<>();

  private TenantCertificate(SelfSigned pair, String thumbprint) {
    this.pair = pair;
    this.thumbprint = thumbprint;
  }

  /** A fresh one; takes the time of an RSA key. */
  public static TenantCertificate create() {
    return of(() -> SelfSigned.create(NAME));
  }

  /** A fresh one on the curve P-256. It can be handed out, but encrypts no settings. */
  public static TenantCertificate createEc() {
    return of(() -> SelfSigned.createEc(NAME));
  }

  private static TenantCertificate of(Maker maker) {
    try {
      SelfSigned pair = maker.make();
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(pair.certificate().getEncoded());
      return new TenantCertificate(pair, HexFormat.of().withUpperCase().formatHex(digest));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot make a certificate", e);
    }
  }

  @FunctionalInterface
  private interface Maker {
    SelfSigned make() throws GeneralSecurityException;
  }

  /** Whether settings can be encrypted for it. */
  boolean encrypts() {
    return key().getAlgorithm().equals("RSA");
  }

  /** SHA-1 of the certificate, upper-case hex: the name of the agent's files. */
  public String thumbprint() {
    return thumbprint;
  }

  public X509Certificate certificate() {
    return pair.certificate();
  }

  public PrivateKey key() {
    return pair.key();
  }

  /**
   * Protected settings as they stand in a goal state: base64 of CMS EnvelopedData. The same text
   * gives the same result each time, as a goal state does not change by being fetched.
   */
  public String encrypt(String text) {
    return encrypted.computeIfAbsent(text, this::envelop);
  }

  private String envelop(String text) {
    try {
      byte[] content = text.getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(cms.forTenant(pair.certificate(), content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot encrypt protected settings", e);
    }
  }
}
