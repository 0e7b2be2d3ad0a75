// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.http;

/** Decides what is answered. Called on many threads at once. */
public interface Handler {
  /** An answer to a well-formed request. */
  Reply handle(HttpRequest request);

  /** Told of a request that broke HTTP itself and was answered with {@code status}. */
  void malformed(int status, String why);
}
