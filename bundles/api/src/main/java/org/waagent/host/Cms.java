// SPDX-License-Identifier: Apache-2.0
package org.waagent.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.waagent.goalstate.Secret;
import org.waagent.goalstate.Thumbprint;

/** Cryptographic messages (RFC 5652), in process. */
@ProviderType
public interface Cms {
  /**
   * Decrypts an EnvelopedData message with the private key of a certificate of the goal state.
   *
   * @param certificate whose key opens it
   * @param der the message
   * @return the content
   * @throws IOException if the key is missing or the message can't be opened
   */
  Secret decrypt(Thumbprint certificate, byte[] der) throws IOException;

  /**
   * Decrypts an EnvelopedData message that is addressed to the transport certificate.
   *
   * @param der the message
   * @return the content
   * @throws IOException if the message can't be opened
   */
  Secret decryptForTransport(byte[] der) throws IOException;

  /**
   * Verifies a detached signature and the chain of its signer, as of the time of signing where a
   * trusted time stamp (RFC 3161) tells it.
   *
   * @param signature DER of a SignedData message
   * @param content what was signed; read to its end
   * @param roots PEM files of the certificates that are trusted
   * @throws IOException if the signature does not hold; the message says which check failed
   */
  void verify(byte[] signature, InputStream content, List<Path> roots) throws IOException;
}
