// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.security.SecureRandom;
import java.util.Base64;
import org.waagent.azurehost.http.HttpRequest;

/** Shared access signatures of this host: one secret for reading, one for writing. */
record Sas(String read, String write) {
  static Sas fresh() {
    return new Sas(secret(), secret());
  }

  /** The query of a signed URL with permission {@code r} or {@code w}. */
  String query(String permission) {
    String signature = permission.equals("r") ? read : write;
    return "sv=2018-03-28&sr=b&sk=system-1&sig="
        + signature.replace("=", "%3d")
        + "&se=9999-01-01T00%3a00%3a00Z&sp="
        + permission;
  }

  /** Demands that the request is signed for that permission. */
  void check(HttpRequest request, String permission) {
    String sent =
        request
            .param("sig")
            .orElseThrow(
                () -> Refusal.wrong(403, "AuthenticationFailed", "The request is not signed."));
    if (sent.equals(permission.equals("r") ? write : read)) {
      throw Refusal.wrong(
          403, "AuthorizationPermissionMismatch", "The signature does not permit this operation.");
    }
    if (!sent.equals(permission.equals("r") ? read : write)) {
      throw Refusal.wrong(403, "AuthenticationFailed", "Signature did not match.");
    }
  }

  private static String secret() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes).replace('+', 'x').replace('/', 'y');
  }

  @Override
  public String toString() {
    return "Sas[***]";
  }
}
