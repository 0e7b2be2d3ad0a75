// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.util.CollectionStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waagent.azurehost.crypto.PackageSigner;

/** Signatures of packages as the platform makes them, by a chain of three certificates. */
@Tag("V8")
class PackageSignatureTest {
  private static final byte[] CONTENT = "a package".getBytes(StandardCharsets.UTF_8);

  private static void verify(byte[] signature, byte[] content, X509Certificate... roots)
      throws IOException {
    new DetachedSignature(signature, List.of(roots)).verify(new ByteArrayInputStream(content));
  }

  @ParameterizedTest
  @CsvSource({
    "SHA384withRSA, RSA, 2048",
    "SHA256withRSA, RSA, 3072",
    "SHA256withECDSA, EC, 256",
    "SHA384withECDSA, EC, 384"
  })
  void holdsForEachKindOfKey(String algorithm, String keys, int bits) throws Exception {
    PackageSigner signer = PackageSigner.create(algorithm, keys, bits);
    byte[] signature = signer.sign(CONTENT);
    assertThatCode(() -> verify(signature, CONTENT, signer.root())).doesNotThrowAnyException();
    byte[] tampered = CONTENT.clone();
    tampered[0] ^= 1;
    assertThatThrownBy(() -> verify(signature, tampered, signer.root()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not what was signed");
  }

  @Test
  void failsUnderTheRootOfSomebodyElse() throws Exception {
    PackageSigner signer = PackageSigner.create();
    assertThatThrownBy(() -> verify(signer.sign(CONTENT), CONTENT, PackageSigner.create().root()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no trusted root");
  }

  @Test
  void failsWhereEverySignatureByteIsTurned() throws Exception {
    PackageSigner signer = PackageSigner.create();
    byte[] signature = signer.sign(CONTENT);
    for (int at = signature.length - 200; at < signature.length; at += 13) {
      byte[] turned = signature.clone();
      turned[at] ^= 0x40;
      assertThatThrownBy(() -> verify(turned, CONTENT, signer.root()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void failsWithoutTheCertificateInBetween() throws Exception {
    PackageSigner signer = PackageSigner.create();
    CMSSignedData whole = new CMSSignedData(signer.sign(CONTENT));
    byte[] lacking =
        CMSSignedData.replaceCertificatesAndCRLs(
                whole,
                new JcaCertStore(List.of(signer.leaf())),
                new CollectionStore<>(List.of()),
                new CollectionStore<>(List.of()))
            .getEncoded();
    assertThatThrownBy(() -> verify(lacking, CONTENT, signer.root()))
        .hasMessageContaining("no trusted root");
  }

  @Test
  void failsForAMessageWithoutSigner() throws Exception {
    byte[] empty =
        new CMSSignedDataGenerator()
            .generate(new CMSProcessableByteArray(CONTENT), false)
            .getEncoded();
    assertThatThrownBy(() -> verify(empty, CONTENT, PackageSigner.create().root()))
        .hasMessageContaining("has no signer");
  }

  @Test
  void failsForAMessageThatBringsItsOwnContent() throws Exception {
    byte[] attached =
        new CMSSignedDataGenerator()
            .generate(new CMSProcessableByteArray(CONTENT), true)
            .getEncoded();
    assertThatThrownBy(() -> verify(attached, CONTENT, PackageSigner.create().root()))
        .hasMessageContaining("not detached");
  }

  @Test
  void failsForAMessageThatIsTooLarge() {
    assertThatThrownBy(() -> verify(new byte[2 << 20], CONTENT, PackageSigner.create().root()))
        .hasMessageContaining("larger than");
  }
}
