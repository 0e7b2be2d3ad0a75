// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.waagent.goalstate.Certificates;
import org.waagent.machine.TestMachine;
import org.waagent.os.Mode;

class PfxTest {
  private static KeyPair rsa;
  private static KeyPair ec;
  private static byte[] rsaCertificate;
  private static byte[] ecCertificate;

  private final List<String> warnings = new ArrayList<>();

  @TempDir Path root;

  @BeforeAll
  static void makeKeys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    rsa = generator.generateKeyPair();
    ec = KeyPairGenerator.getInstance("EC").generateKeyPair();
    rsaCertificate = certificate(rsa);
    ecCertificate = certificate(new KeyPair(ec.getPublic(), rsa.getPrivate()));
  }

  private static byte[] certificate(KeyPair pair) throws Exception {
    Instant now = Instant.now();
    return SelfSigned.certificate("CN=T", pair, now, now.plus(Duration.ofDays(1)));
  }

  private Pfx read(byte[] der) throws IOException {
    return Pfx.read(der, warnings::add);
  }

  @ParameterizedTest
  @EnumSource(PfxMaker.Scheme.class)
  @Tag("D10")
  @Tag("V13")
  void opensEverySchemeWithBothFormsOfTheEmptyPassword(PfxMaker.Scheme scheme) throws Exception {
    for (byte[] password : new byte[][] {new byte[0], new byte[2]}) {
      for (boolean wrongSum : new boolean[] {false, true}) {
        byte[] der =
            new PfxMaker(scheme, password)
                .certificate(rsaCertificate)
                .key(rsa.getPrivate())
                .clearKey(ec.getPrivate())
                .make(wrongSum);
        Pfx pfx = read(der);
        assertThat(pfx.certificates()).singleElement().isEqualTo(rsaCertificate);
        assertThat(pfx.keys()).contains(rsa.getPrivate().getEncoded()).hasSize(2);
      }
    }
    // One safe of each file is rubbish.
    assertThat(warnings).hasSize(4).allMatch(w -> w.startsWith("PKCS#12: a safe"));
  }

  @Test
  void brokenBagsLeaveTheOthers() throws Exception {
    byte[] der =
        new PfxMaker(PfxMaker.Scheme.AES_256_SHA_256, new byte[0])
            .brokenKey()
            .bag(PKCSObjectIdentifiers.certBag, new DEROctetString(new byte[3]))
            .certificate("no certificate".getBytes(StandardCharsets.UTF_8))
            .clearKey(ec.getPrivate())
            .certificate(ecCertificate)
            .certificate(rsaCertificate)
            .make(true);
    Certificates written = write(read(der));
    assertThat(written.certificates())
        .extracting(c -> c.hasPrivateKey())
        .containsExactly(true, false);
    assertThat(warnings).hasSize(4);
  }

  private Certificates write(Pfx pfx) throws IOException {
    TestMachine machine = TestMachine.at(root);
    Path lib = machine.directories().lib();
    machine.files().makeFolder(lib, Mode.OWNER_FOLDER);
    return new CertificateFiles(machine.files(), lib).write(pfx, warnings::add);
  }

  @Test
  void aKeyWithoutACertificateIsToldAndSkipped() throws Exception {
    byte[] der =
        new PfxMaker(PfxMaker.Scheme.TRIPLE_DES, new byte[2])
            .certificate(rsaCertificate)
            .key(rsa.getPrivate())
            .key(ec.getPrivate())
            .make(false);
    Certificates written = write(read(der));
    assertThat(written.certificates()).singleElement().matches(c -> c.hasPrivateKey());
    assertThat(warnings).contains("A key of the goal state has no certificate");
    String name = written.certificates().get(0).thumbprint().hex();
    TestMachine machine = TestMachine.at(root);
    Path prv = machine.directories().lib().resolve(name + ".prv");
    assertThat(machine.files().look(prv).orElseThrow().mode()).isEqualTo(Mode.of(0400));
  }

  @Test
  void bagsInBagsAreReadToADepth() throws Exception {
    PfxMaker.Scheme scheme = PfxMaker.Scheme.AES_128_SHA_1;
    byte[] few =
        new PfxMaker(scheme, new byte[0]).certificate(rsaCertificate).nested(3).make(false);
    assertThat(read(few).certificates()).hasSize(1);
    byte[] many =
        new PfxMaker(scheme, new byte[0]).certificate(rsaCertificate).nested(12).make(false);
    assertThat(read(many).certificates()).isEmpty();
  }

  @Test
  void deepNestingIsRefusedWithoutAnOverflow() {
    byte[] endless = new byte[2_000_000];
    for (int i = 0; i < endless.length; i += 2) {
      endless[i] = 0x30;
      endless[i + 1] = (byte) 0x80;
    }
    assertThatThrownBy(() -> read(endless)).hasMessageContaining("nested deeper");
    assertThatThrownBy(() -> EnvelopedMessage.read(endless)).hasMessageContaining("nested deeper");
    assertThatThrownBy(() -> EnvelopedMessage.read(definite())).isInstanceOf(IOException.class);
  }

  private static byte[] definite() {
    int levels = 300_000;
    byte[] der = new byte[levels * 5];
    for (int i = 0; i < levels; i++) {
      int rest = (levels - i - 1) * 5;
      byte[] header = {0x30, (byte) 0x83, (byte) (rest >> 16), (byte) (rest >> 8), (byte) rest};
      System.arraycopy(header, 0, der, i * 5, 5);
    }
    return der;
  }

  @Test
  void aDocumentThatEndsTooEarlyIsNamedWithTheReason() throws Exception {
    byte[] der =
        new PfxMaker(PfxMaker.Scheme.TRIPLE_DES, new byte[0])
            .certificate(rsaCertificate)
            .make(true);
    for (int length : new int[] {0, 1, 2, 3, 40, der.length / 2, der.length - 1}) {
      byte[] part = Arrays.copyOf(der, length);
      assertThatThrownBy(() -> read(part))
          .isInstanceOf(IOException.class)
          .hasMessageMatching("not a PKCS#12: (?!null).+");
      assertThatThrownBy(() -> EnvelopedMessage.read(part))
          .isInstanceOf(IOException.class)
          .hasMessageMatching("not an EnvelopedData message: (?!null).+");
    }
  }

  @Test
  void changedBytesGiveAPartOrAnIoException() throws Exception {
    byte[] der =
        new PfxMaker(PfxMaker.Scheme.TRIPLE_DES, new byte[0])
            .certificate(rsaCertificate)
            .key(rsa.getPrivate())
            .make(true);
    for (int at = 0; at < der.length; at += 5) {
      byte[] changed = der.clone();
      changed[at] ^= 0x41;
      try {
        read(changed);
        read(Arrays.copyOf(der, at));
      } catch (IOException expected) {
        assertThat(expected).hasMessageNotContaining("PRIVATE");
      }
    }
  }
}
