// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import java.security.GeneralSecurityException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** Object identifiers of algorithms and their names in the Java platform. */
final class Algorithms {
  private Algorithms() {}

  /**
   * A block cipher.
   *
   * @param cipher its name
   * @param keyBytes length of its key
   */
  record Block(String cipher, int keyBytes) {}

  static Block block(ASN1ObjectIdentifier id) throws GeneralSecurityException {
    return switch (id.getId()) {
      case "1.2.840.113549.3.7" -> new Block("DESede", 24);
      case "2.16.840.1.101.3.4.1.2" -> new Block("AES", 16);
      case "2.16.840.1.101.3.4.1.22" -> new Block("AES", 24);
      case "2.16.840.1.101.3.4.1.42" -> new Block("AES", 32);
      default -> throw new GeneralSecurityException("unknown content encryption " + id);
    };
  }

  static String digest(ASN1ObjectIdentifier id) throws GeneralSecurityException {
    return switch (id.getId()) {
      case "1.3.14.3.2.26" -> "SHA-1";
      case "2.16.840.1.101.3.4.2.4" -> "SHA-224";
      case "2.16.840.1.101.3.4.2.1" -> "SHA-256";
      case "2.16.840.1.101.3.4.2.2" -> "SHA-384";
      case "2.16.840.1.101.3.4.2.3" -> "SHA-512";
      default -> throw new GeneralSecurityException("unknown digest " + id);
    };
  }
}
