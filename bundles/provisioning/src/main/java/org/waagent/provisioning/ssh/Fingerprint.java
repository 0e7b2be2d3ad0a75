// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.ssh;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The name of a key, as {@code ssh-keygen -l} gives it.
 *
 * @param digest SHA-256 of the key in base64, without padding
 */
public record Fingerprint(String digest) {
  /**
   * Of a public key file.
   *
   * @param line kind, key in base64, comment
   * @throws KeyException if it is no such line
   */
  public static Fingerprint of(String line) throws KeyException {
    String[] words = line.strip().split("\\s+");
    try {
      byte[] key = Base64.getDecoder().decode(words[words.length > 1 ? 1 : 0]);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      return new Fingerprint(Base64.getEncoder().withoutPadding().encodeToString(digest));
    } catch (IllegalArgumentException e) {
      throw new KeyException("not a public key of OpenSSH");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For the platform, which wants no colon: what agents have told it since OpenSSH 6.8. */
  public String told() {
    return "SHA256" + digest;
  }

  @Override
  public String toString() {
    return "SHA256:" + digest;
  }
}
