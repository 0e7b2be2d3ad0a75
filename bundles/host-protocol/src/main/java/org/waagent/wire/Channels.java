// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.waagent.host.HostException;
import org.waagent.host.HostException.Kind;
import org.waagent.wire.WireServer.Asking;
import org.waagent.wire.http.CallClass;
import org.waagent.wire.http.Exchange;
import org.waagent.wire.http.Http;
import org.waagent.wire.http.Request;
import org.waagent.wire.http.Route;

/**
 * The two ways to a blob: straight, or through the host plugin. The one that worked last is tried
 * first.
 */
@Component(service = Channels.class)
public final class Channels {
  private static final String DIRECT = "Direct";
  private static final String HOST_PLUGIN = "HostGAPlugin";

  private final WireServer wireServer;
  private final HostPlugin hostPlugin;
  private final Http http;
  private final Logger logger;
  private final AtomicBoolean hostPluginFirst = new AtomicBoolean();

  @Activate
  public Channels(
      @Reference WireServer wireServer,
      @Reference HostPlugin hostPlugin,
      @Reference HttpAccess access,
      @Reference(service = LoggerFactory.class) Logger logger) {
    this(wireServer, hostPlugin, access.http(), logger);
  }

  Channels(WireServer wireServer, HostPlugin hostPlugin, Http http, Logger logger) {
    this.wireServer = wireServer;
    this.hostPlugin = hostPlugin;
    this.http = http;
    this.logger = logger;
  }

  /** Reads a blob as a text. */
  String text(String url, boolean verify) throws HostException {
    return text(url, verify, (text, channel) -> text);
  }

  /** The same with a meaning; a text that has none on one way may have one on the other. */
  <T> T text(String url, boolean verify, Sense<String, T> sense) throws HostException {
    return either(
        () -> sense.of(http.send(straight(url), CallClass.BLOB_TEXT).orRefused().text(), DIRECT),
        () -> sense.of(wireServer.withFreshIds(() -> textThroughHost(url, verify)), HOST_PLUGIN),
        result -> true);
  }

  private String textThroughHost(String url, boolean verify) throws HostException {
    Request request = hostPlugin.artifact(url, Optional.empty(), verify);
    return hostPlugin
        .signals()
        .artifact("text", () -> http.send(request, CallClass.PLUGIN_TEXT).orRefused())
        .text();
  }

  /**
   * Reads a blob as a stream.
   *
   * @param manifest where its address was found
   * @param left time left for the whole
   * @param reader reads it to its end; its own failures must not be a {@link HostException}, as
   *     nobody on the way is to blame for them
   * @param sense judges what came of that
   * @return why it failed on this machine, which the other way would not change
   */
  Optional<IOException> stream(
      String url,
      Optional<String> manifest,
      Supplier<Duration> left,
      Reader<Optional<IOException>> reader,
      Sense<Optional<IOException>, Optional<IOException>> sense)
      throws HostException {
    return either(
        () -> sense.of(read(straight(url), left.get(), reader), DIRECT),
        () ->
            sense.of(
                wireServer.withFreshIds(() -> throughHost(url, manifest, left, reader)),
                HOST_PLUGIN),
        Optional::isEmpty);
  }

  private <T> T throughHost(
      String url, Optional<String> manifest, Supplier<Duration> left, Reader<T> reader)
      throws HostException {
    Request request = hostPlugin.artifact(url, manifest, wireServer.fastTrack());
    return hostPlugin.signals().artifact("package", () -> read(request, left.get(), reader));
  }

  /** Reads the body of an answer. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Exchange exchange) throws HostException;
  }

  /** Makes sense of what a channel brought, or says that it is rubbish. */
  @FunctionalInterface
  interface Sense<S, T> {
    T of(S content, String channel) throws HostException;
  }

  private <T> T read(Request request, Duration deadline, Reader<T> reader) throws HostException {
    try (Exchange exchange = http.open(request, CallClass.PACKAGE, deadline)) {
      return reader.read(exchange);
    }
  }

  private static Request straight(String url) {
    return Request.get(Route.INTERNET, url);
  }

  private <T> T either(Asking<T> straight, Asking<T> hostPluginWay, Predicate<T> worked)
      throws HostException {
    boolean viaPlugin = hostPluginFirst.get();
    HostException first;
    try {
      return (viaPlugin ? hostPluginWay : straight).ask();
    } catch (HostException e) {
      first = e;
    }
    if (Thread.currentThread().isInterrupted()) {
      throw first;
    }
    try {
      T result = (viaPlugin ? straight : hostPluginWay).ask();
      if (worked.test(result)) {
        changed(!viaPlugin);
      }
      return result;
    } catch (HostException second) {
      throw new HostException(
          both(first.kind(), second.kind()),
          first.getMessage() + "; " + second.getMessage(),
          second);
    }
  }

  /** A refusal counts only if there is nothing to hope for on the other way either. */
  private static Kind both(Kind first, Kind second) {
    return second == Kind.UNSUPPORTED || second == Kind.LOCAL ? first : second;
  }

  private void changed(boolean viaPlugin) {
    if (hostPluginFirst.compareAndSet(!viaPlugin, viaPlugin)) {
      String message =
          "Default channel changed to " + (viaPlugin ? HOST_PLUGIN : DIRECT) + " channel.";
      logger.info(message);
      hostPlugin.signals().events().worked("DefaultChannelChange", message);
    }
  }
}
