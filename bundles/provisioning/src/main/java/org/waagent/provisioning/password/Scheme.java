// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.password;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.commons.codec.digest.Md5Crypt;
import org.apache.commons.codec.digest.Sha2Crypt;

/** A way to hash passwords, as {@code crypt(5)} knows it. */
enum Scheme {
  MD5(8) {
    @Override
    String hash(byte[] password, String salt) {
      return Md5Crypt.md5Crypt(password, "$1$" + salt);
    }
  },
  BLOWFISH(16) {
    /** The salt of this scheme is 16 bytes whatever the configuration says. */
    @Override
    String salt(int length, RandomGenerator random) {
      return super.salt(16, random);
    }

    @Override
    String hash(byte[] password, String salt) {
      BCrypt.Version version = BCrypt.Version.VERSION_2B;
      byte[] hash =
          BCrypt.with(version, LongPasswordStrategies.truncate(version))
              .hash(COST, salt.getBytes(StandardCharsets.US_ASCII), password);
      return new String(hash, StandardCharsets.US_ASCII);
    }
  },
  SHA256(16) {
    @Override
    String hash(byte[] password, String salt) {
      return Sha2Crypt.sha256Crypt(password, "$5$" + salt);
    }
  },
  SHA512(16) {
    @Override
    String hash(byte[] password, String salt) {
      return Sha2Crypt.sha512Crypt(password, "$6$" + salt);
    }
  };

  private static final String SIGNS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int COST = 10;

  private final int longestSalt;

  Scheme(int longestSalt) {
    this.longestSalt = longestSalt;
  }

  /** The scheme of a {@code Provisioning.PasswordCryptId}; empty for one that is none. */
  static Optional<Scheme> of(String id) {
    return Optional.ofNullable(
        switch (id) {
          case "1" -> MD5;
          case "2a", "2b", "2y" -> BLOWFISH;
          case "5" -> SHA256;
          case "6" -> SHA512;
          default -> null;
        });
  }

  /** A new salt, as long as wanted and the scheme takes. */
  String salt(int length, RandomGenerator random) {
    int taken = Math.max(1, Math.min(length, longestSalt));
    StringBuilder salt = new StringBuilder();
    for (int i = 0; i < taken; i++) {
      salt.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
    }
    return salt.toString();
  }

  /** The whole text for the account file. */
  abstract String hash(byte[] password, String salt);
}
