// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.waagent.goalstate.Secret;
import org.waagent.goalstate.Thumbprint;
import org.waagent.host.Cms;
import org.waagent.os.Files;

/** A signature is a digest of the content and of the roots: enough to tell good from bad. */
record SaltedCms(Files files) implements Cms {
  /** A signature under the root the agent brings. */
  static String sign(Agent agent, byte[] content) throws IOException {
    Path root = agent.lib.resolve("microsoft_root_certificate.pem");
    return Base64.getEncoder()
        .encodeToString(digest(content, java.nio.file.Files.readAllBytes(root)));
  }

  private static byte[] digest(byte[] content, byte[] root) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(root);
      return digest.digest(content);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void verify(byte[] signature, InputStream content, List<Path> roots) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    content.transferTo(all);
    byte[] root = files.readText(roots.get(0), 1 << 20).getBytes(UTF_8);
    if (!MessageDigest.isEqual(signature, digest(all.toByteArray(), root))) {
      throw new IOException("the content is not what was signed");
    }
  }

  @Override
  public Secret decrypt(Thumbprint certificate, byte[] der) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Secret decryptForTransport(byte[] der) {
    throw new UnsupportedOperationException();
  }
}
