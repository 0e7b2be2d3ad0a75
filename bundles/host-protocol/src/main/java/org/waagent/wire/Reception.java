// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.util.Optional;
import org.waagent.host.ArtifactSource;
import org.waagent.host.HostException;
import org.waagent.host.HostException.Kind;
import org.waagent.wire.http.Exchange;

/**
 * Gives a package to its receiver and tells who failed: the network, then another way may help, or
 * the receiver, then only another address may.
 */
final class Reception extends FilterInputStream {
  private final Exchange exchange;
  private final ArtifactSource.Receiver receiver;
  private IOException broken;

  Reception(Exchange exchange, ArtifactSource.Receiver receiver) {
    super(exchange.body());
    this.exchange = exchange;
    this.receiver = receiver;
  }

  /**
   * @return why the receiver refused it
   * @throws HostException if the network failed
   */
  Optional<IOException> receive() throws HostException {
    try {
      receiver.receive(this);
      return Optional.empty();
    } catch (IOException e) {
      if (broken != null) {
        throw new HostException(
            Kind.UNREACHABLE,
            "[HTTP Failed] " + exchange.request() + " -- IOError " + broken.getMessage(),
            broken);
      }
      return Optional.of(e);
    }
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException e) {
      broken = e;
      throw e;
    }
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    try {
      return super.read(bytes, from, length);
    } catch (IOException e) {
      broken = e;
      throw e;
    }
  }
}
