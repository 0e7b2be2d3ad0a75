// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/**
 * Looks names up within a time. The system's look-up can be neither interrupted nor bounded and
 * takes up to half a minute where no name server answers, so it has a thread of its own.
 */
final class BoundedDns implements Dns {
  private final Dns system;
  private final Duration most;

  BoundedDns(Dns system, Duration most) {
    this.system = system;
    this.most = most;
  }

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    if (isLiteral(host)) {
      return system.lookup(host);
    }
    FutureTask<List<InetAddress>> task = new FutureTask<>(() -> system.lookup(host));
    Thread thread = new Thread(task, "waagent-lookup");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw unknown("no name server told the address of " + host + " in time", e);
    } catch (ExecutionException e) {
      throw unknown("the address of " + host + " can't be found", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown("interrupted", e);
    }
  }

  /** An address is no name; only names need a server. */
  private static boolean isLiteral(String host) {
    return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
  }

  private static UnknownHostException unknown(String message, Throwable cause) {
    UnknownHostException e = new UnknownHostException(message);
    e.initCause(cause);
    return e;
  }
}
