// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.verb;

import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.waagent.goalstate.FlexibleVersion;
import org.waagent.goalstate.Secret;
import org.waagent.goalstate.Thumbprint;
import org.waagent.host.Cms;
import org.waagent.os.Files;
import org.waagent.updater.archive.Platform;
import org.waagent.updater.archive.SignatureRoots;
import org.waagent.updater.archive.Verdict;
import org.waagent.updater.archive.Verification;
import org.waagent.updater.config.FeaturesConfig;

/**
 * The real verification, for archives nobody signed.
 *
 * @param allowUnsigned whether they are taken
 */
record VerifierOfTests(Files files, boolean allowUnsigned) implements Desk.Verifying {
  @Override
  public Verdict verify(Path archive) {
    return new Verification(
            files,
            new NobodySigns(),
            new SignatureRoots(files, "", Path.of("/opt/waagent")),
            new Config(allowUnsigned),
            new Platform(FlexibleVersion.of("3.0.0"), Map.of(), 17, "linux"))
        .verify(archive, Path.of("/var/lib/waagent"));
  }

  private static final class NobodySigns implements Cms {
    @Override
    public Secret decrypt(Thumbprint certificate, byte[] der) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Secret decryptForTransport(byte[] der) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void verify(byte[] signature, InputStream content, List<Path> roots) {
      throw new UnsupportedOperationException();
    }
  }

  private record Config(boolean allowUnsigned) implements FeaturesConfig {
    @Override
    public boolean allowDirect() {
      return false;
    }

    @Override
    public String dropInDir() {
      return "";
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return FeaturesConfig.class;
    }
  }
}
