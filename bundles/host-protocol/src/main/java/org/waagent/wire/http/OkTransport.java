// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.waagent.host.Proxy;

/**
 * OkHttp, set up for few calls and little memory. Nothing of it is loaded before the first call,
 * and nothing of TLS before the first call that wants it.
 */
final class OkTransport implements AutoCloseable {
  /** Shorter than an attempt, so that an address that leads nowhere leaves time for another way. */
  private static final Duration CONNECT = Duration.ofSeconds(4);

  private final HostSockets sockets = new HostSockets();
  private final String userAgent;
  private final Proxy proxy;
  private OkHttpClient host;
  private OkHttpClient internet;
  private OkHttpClient secure;
  private final Object loadingTls = new Object();
  private boolean closed;

  OkTransport(String userAgent, Proxy proxy) {
    this.userAgent = userAgent;
    this.proxy = proxy;
  }

  /**
   * @param deadline for the attempt, its body included
   * @param kind of the call
   */
  Exchange open(Request request, Duration deadline, CallClass kind) throws IOException {
    Duration silence = kind.silence(request.route());
    boolean patient = silence.compareTo(deadline) < 0;
    Call call = client(request).newCall(translate(request, patient ? silence : Duration.ZERO));
    boolean watched =
        patient || request.route() == Route.INTERNET || !(request.body() instanceof Body.None);
    if (watched) {
      // A thread of OkHttp wakes up to watch such a call; reads from the host do without.
      call.timeout().timeout(Math.max(1, deadline.toMillis()), TimeUnit.MILLISECONDS);
    }
    Optional<Long> before = sockets.begin(System.nanoTime() + deadline.toNanos());
    try {
      Response response = call.execute();
      return new Exchange(request, response, kind.mostBytes(), () -> sockets.end(before));
    } catch (IOException | RuntimeException e) {
      sockets.end(before);
      throw e;
    }
  }

  private OkHttpClient client(Request request) throws IOException {
    if (request.route() == Route.HOST) {
      return host();
    }
    boolean tls = request.url().regionMatches(true, 0, "https:", 0, "https:".length());
    return tls ? secure() : internet();
  }

  private synchronized OkHttpClient host() throws IOException {
    if (closed) {
      throw new IOException("the client is closed");
    }
    if (host == null) {
      host = hostClient();
    }
    return host;
  }

  private synchronized OkHttpClient internet() throws IOException {
    OkHttpClient base = host();
    if (internet == null) {
      internet = internetClient(base);
    }
    return internet;
  }

  /** Reading the trust store takes long: a lock of its own, so that no call to the host waits. */
  private OkHttpClient secure() throws IOException {
    OkHttpClient plain = internet();
    synchronized (loadingTls) {
      if (secure == null) {
        secure = plain.newBuilder().connectionSpecs(List.of(ConnectionSpec.MODERN_TLS)).build();
      }
      return secure;
    }
  }

  private OkHttpClient hostClient() {
    return new OkHttpClient.Builder()
        .connectionPool(new ConnectionPool(3, 1, TimeUnit.MINUTES))
        .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
        .protocols(List.of(Protocol.HTTP_1_1))
        .proxy(java.net.Proxy.NO_PROXY)
        .socketFactory(sockets)
        .fastFallback(false)
        .followRedirects(false)
        .followSslRedirects(false)
        .dns(new BoundedDns(Dns.SYSTEM, CONNECT))
        .addInterceptor(new SilenceLimit())
        .connectTimeout(CONNECT)
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .build();
  }

  private OkHttpClient internetClient(OkHttpClient base) {
    return base.newBuilder()
        .connectionPool(new ConnectionPool(2, 30, TimeUnit.SECONDS))
        .proxy(null)
        .proxySelector(new PortProxySelector(proxy))
        .proxyAuthenticator(new PortProxyAuthenticator(proxy))
        .build();
  }

  private okhttp3.Request translate(Request request, Duration silence) throws IOException {
    try {
      okhttp3.Request.Builder builder =
          new okhttp3.Request.Builder()
              .url(request.url())
              .header("User-Agent", userAgent)
              // A compressed answer could grow beyond any limit when it is unpacked.
              .header("Accept-Encoding", "identity");
      for (Map.Entry<String, String> header : request.headers().entrySet()) {
        builder.header(header.getKey(), header.getValue());
      }
      if (!silence.isZero()) {
        builder.tag(Duration.class, silence);
      }
      return builder.method(request.method(), body(request)).build();
    } catch (IllegalArgumentException e) {
      // The message may quote a whole address or header value.
      throw new IOException("not a request that can be sent: " + request);
    }
  }

  private static RequestBody body(Request request) {
    if (request.body() instanceof Body.Bytes bytes) {
      return RequestBody.create(bytes.content(), null);
    }
    if (request.body() instanceof Body.Once once) {
      return new OnceBody(once);
    }
    return "GET".equals(request.method()) ? null : RequestBody.create(new byte[0], null);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (host != null) {
      host.dispatcher().cancelAll();
      host.connectionPool().evictAll();
    }
    if (internet != null) {
      internet.connectionPool().evictAll();
    }
  }
}
