// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.waagent.azurehost.crypto.Cms;
import org.waagent.azurehost.crypto.PackageSigner;
import org.waagent.azurehost.crypto.Pfx.Kind;
import org.waagent.azurehost.crypto.SelfSigned;
import org.waagent.azurehost.crypto.TimeStamper;
import org.waagent.fuzz.Target;

/** The messages certificates come in. */
public final class MessageTargets {
  private static final byte[] CONTENT = {1, 2, 3};

  private MessageTargets() {}

  /** All of them. */
  public static List<Target> all() {
    try {
      SelfSigned pair = SelfSigned.create("CN=Fuzzed");
      return List.of(
          new Target(
              "PFX",
              der -> Pfx.read(der, warning -> {}),
              IOException.class,
              List.of(pfx(pair, Kind.PBES2), pfx(pair, Kind.TRIPLE_DES))),
          new Target(
              "enveloped message", new Opener(pair)::open, IOException.class, envelopes(pair)),
          signature(PackageSigner.create()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no seeds", e);
    }
  }

  private static Target signature(PackageSigner signer) throws GeneralSecurityException {
    TimeStamper stamper = TimeStamper.create();
    List<X509Certificate> roots = List.of(signer.root(), stamper.root());
    byte[] plain = signer.sign(CONTENT);
    return new Target(
        "detached signature",
        der -> new DetachedSignature(der, roots).verify(new ByteArrayInputStream(CONTENT)),
        IOException.class,
        List.of(plain, stamper.stamp(plain, Instant.now().minus(Duration.ofDays(1000)))));
  }

  private static byte[] pfx(SelfSigned pair, Kind kind) throws GeneralSecurityException {
    org.waagent.azurehost.crypto.Pfx pfx = new org.waagent.azurehost.crypto.Pfx(kind, true);
    pfx.add(pair.certificate(), pair.key());
    return pfx.encoded();
  }

  private static List<byte[]> envelopes(SelfSigned pair) throws GeneralSecurityException {
    X509Certificate to = pair.certificate();
    Cms cms = new Cms();
    return List.of(
        cms.forTransport(to, CONTENT, true, true),
        cms.forTransport(to, CONTENT, false, false),
        cms.forTenant(to, CONTENT));
  }

  private record Opener(SelfSigned pair) {
    void open(byte[] der) throws IOException {
      EnvelopedMessage.read(der).open(pair.certificate(), pair.key());
    }
  }
}
