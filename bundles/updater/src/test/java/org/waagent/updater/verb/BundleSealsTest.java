// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.verb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.goalstate.Secret;
import org.waagent.goalstate.Thumbprint;
import org.waagent.host.Cms;
import org.waagent.machine.TestMachine;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.updater.archive.SignatureRoots;
import org.waagent.updater.store.FeatureSet;
import org.waagent.updater.store.Places;
import org.waagent.updater.store.SetBundle;
import org.waagent.updater.store.SetFeature;

/** Whether bundles are what was installed, and who vouches for them. */
final class BundleSealsTest {
  private static final Path FEATURES = Path.of("/var/lib/waagent/features");
  private static final Path JAR = FEATURES.resolve("store/a.jar");
  private static final Path DOCUMENTS = FEATURES.resolve("archives/acme-1.0.0");
  private static final byte[] CONTENT = "a bundle".getBytes(UTF_8);

  @TempDir private Path folder;
  private Files files;
  private String digest;

  @BeforeEach
  void install() throws Exception {
    files = TestMachine.at(folder).files();
    digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CONTENT));
    files.makeFolder(JAR.getParent(), Mode.OWNER_FOLDER);
    files.makeFolder(DOCUMENTS, Mode.OWNER_FOLDER);
    files.write(JAR, CONTENT, Mode.OWNER_ONLY);
    files.write(DOCUMENTS.resolve("digests.p7s"), "signature".getBytes(UTF_8), Mode.OWNER_ONLY);
  }

  private void declare(String sha256) throws IOException {
    byte[] line = (sha256 + "  bundles/a-1.jar\n").getBytes(UTF_8);
    files.write(DOCUMENTS.resolve("digests"), line, Mode.OWNER_ONLY);
  }

  /** What is told of the one bundle there is. */
  private BundleSeals.Seal seal() {
    SetBundle bundle =
        new SetBundle(
            "acme.a", "1", digest, CONTENT.length, 20, "acme", SetBundle.Sharing.ALONE, "" + JAR);
    FeatureSet set =
        new FeatureSet(
            "standard 3.0.0",
            List.of(new SetFeature("acme", "1.0.0", SetFeature.PARTNER)),
            List.of(bundle),
            List.of(),
            Map.of());
    Path home = Path.of("/opt/waagent");
    SignatureRoots roots = new SignatureRoots(files, "", home);
    return new BundleSeals(files, new Places(FEATURES, home), new Trusting(), roots).of(set).get(0);
  }

  @Test
  void whatWasSignedAndIsThereIsGood() throws Exception {
    declare(digest);

    assertThat(seal().isWhole()).isTrue();
    assertThat(seal().signer()).isEqualTo("signed");
  }

  @Test
  void whatIsNotUnderTheSignatureIsBad() throws Exception {
    declare("0".repeat(64));

    assertThat(seal().isWhole()).isFalse();
    assertThat(seal().line()).startsWith("BAD ").contains("it is not among what was signed");
  }

  @Test
  void whatWasChangedSinceIsBad() throws Exception {
    declare(digest);
    files.write(JAR, "another".getBytes(UTF_8), Mode.OWNER_ONLY);

    assertThat(seal().isWhole()).isFalse();
  }

  /** Takes every signature. */
  private static final class Trusting implements Cms {
    @Override
    public Secret decrypt(Thumbprint certificate, byte[] der) {
      throw new AssertionError("nothing is encrypted");
    }

    @Override
    public Secret decryptForTransport(byte[] der) {
      throw new AssertionError("nothing is encrypted");
    }

    @Override
    public void verify(byte[] signature, InputStream content, List<Path> roots) {
      // It holds.
    }
  }
}
