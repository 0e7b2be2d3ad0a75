// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.waagent.os.Command;
import org.waagent.os.Result;
import org.waagent.os.Shell;

/**
 * Makes pairs of RSA keys: by openssl where the machine has it, because this Java, which compiles
 * little, needs up to a second of the first boot for what openssl does in a fifth of one.
 */
final class RsaKeys {
  private static final int BITS = 2048;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Shell shell;

  RsaKeys(Shell shell) {
    this.shell = shell;
  }

  /**
   * @throws GeneralSecurityException if this Java can't make them either
   * @throws IOException if the thread is interrupted
   */
  KeyPair make() throws GeneralSecurityException, IOException {
    try {
      Optional<Path> openssl = shell.find("openssl");
      Optional<KeyPair> made = openssl.isPresent() ? by(openssl.get()) : Optional.empty();
      return made.isPresent() ? made.get() : byJava();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while RSA keys were made", e);
    }
  }

  /** Empty if it does not do what it should; what it said may be a key and is told to nobody. */
  private Optional<KeyPair> by(Path openssl) throws GeneralSecurityException, InterruptedException {
    Command command =
        Command.of(
                openssl.toString(),
                "genpkey",
                "-algorithm",
                "RSA",
                "-pkeyopt",
                "rsa_keygen_bits:" + BITS)
            .within(PATIENCE);
    Result result = shell.run(command);
    if (!result.isSuccess()) {
      return Optional.empty();
    }
    try {
      List<byte[]> keys = Pem.decode(Pem.PRIVATE_KEY, result.output().stdout());
      return keys.size() == 1
              && Pem.privateKey(keys.get(0)) instanceof RSAPrivateCrtKey key
              && key.getModulus().bitLength() == BITS
          ? Optional.of(pair(key))
          : Optional.empty();
    } catch (IOException e) {
      // Not a key; Java makes one instead.
      return Optional.empty();
    }
  }

  private static KeyPair pair(RSAPrivateCrtKey key) throws GeneralSecurityException {
    RSAPublicKeySpec half = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
    return new KeyPair(KeyFactory.getInstance("RSA").generatePublic(half), key);
  }

  private static KeyPair byJava() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(BITS);
    return generator.generateKeyPair();
  }
}
