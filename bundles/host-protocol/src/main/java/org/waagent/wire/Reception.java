// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipException;
import org.waagent.host.ArtifactSource;
import org.waagent.host.HostException;
import org.waagent.host.HostException.Kind;
import org.waagent.wire.http.Exchange;
import org.waagent.wire.http.Redaction;

/**
 * Gives a package to its receiver and tells who failed: the network, or the receiver, which tells
 * by a {@link ZipException} that it is the package's fault and not its own. A server that sends
 * hardly anything failed, too.
 */
final class Reception extends FilterInputStream {
  /** What comes slower would not come within the five minutes a package has. */
  private static final long FEWEST_BYTES_PER_SECOND = 1024;

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(8);

  private final Exchange exchange;
  private final ArtifactSource.Receiver receiver;
  private IOException broken;
  private long bytes;
  private long waited;

  Reception(Exchange exchange, ArtifactSource.Receiver receiver) {
    super(exchange.body());
    this.exchange = exchange;
    this.receiver = receiver;
  }

  /**
   * @return why the receiver refused it, or failed
   * @throws HostException if the network failed
   */
  Optional<IOException> receive() throws HostException {
    Optional<IOException> refused = Optional.empty();
    try {
      receiver.receive(this);
    } catch (IOException e) {
      refused = Optional.of(e);
    }
    // Even where the receiver was content: what it read was not whole.
    if (broken != null) {
      throw new HostException(
          Kind.UNREACHABLE,
          "[HTTP Failed] "
              + exchange.request()
              + " -- IOError "
              + Redaction.signatures(String.valueOf(broken.getMessage())),
          Redaction.cause(broken));
    }
    return refused;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    if (broken != null) {
      throw broken;
    }
    long begin = System.nanoTime();
    try {
      int n = super.read(to, from, length);
      // Only the time of reading counts: in the rest the receiver works, not the server.
      waited += System.nanoTime() - begin;
      bytes += Math.max(0, n);
      if (n >= 0) {
        check();
      }
      return n;
    } catch (ZipException tooLarge) {
      throw tooLarge;
    } catch (IOException e) {
      broken = e;
      throw e;
    }
  }

  private void check() throws IOException {
    if (bytes > exchange.most()) {
      // It would be as large the next time: no fault of the network.
      throw new ZipException("too large: more than " + exchange.most() + " bytes");
    }
    if (waited > PATIENCE
        && bytes < FEWEST_BYTES_PER_SECOND * TimeUnit.NANOSECONDS.toSeconds(waited)) {
      throw new IOException(bytes + " bytes in " + TimeUnit.NANOSECONDS.toSeconds(waited) + " s");
    }
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = 0;
    byte[] chunk = new byte[(int) Math.max(1, Math.min(8192, count))];
    while (skipped < count) {
      int n = read(chunk, 0, (int) Math.min(chunk.length, count - skipped));
      if (n < 0) {
        break;
      }
      skipped += n;
    }
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
