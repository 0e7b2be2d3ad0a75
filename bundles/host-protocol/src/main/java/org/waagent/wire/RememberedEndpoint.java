// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.host.Endpoint;
import org.waagent.host.EndpointSource;
import org.waagent.host.HostException;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/** The endpoint that worked last, in a file other programs read too. */
@Component(
    service = {EndpointSource.class, RememberedEndpoint.class},
    configurationPid = ProtocolConfig.PID,
    property = {"service.ranking:Integer=100", "waagent.endpoint=file"})
public final class RememberedEndpoint implements EndpointSource {
  private static final int MOST = 1024;

  private final Files files;
  private final Path endpointFile;
  private final Path protocolFile;
  private final int hostPluginPort;

  @Activate
  public RememberedEndpoint(
      ProtocolConfig config, @Reference Files files, @Reference Directories directories) {
    this(config.hostPluginPort(), files, directories);
  }

  RememberedEndpoint(int hostPluginPort, Files files, Directories directories) {
    this.hostPluginPort = hostPluginPort;
    this.files = files;
    this.endpointFile = directories.lib().resolve("WireServerEndpoint");
    this.protocolFile = directories.lib().resolve("Protocol");
  }

  @Override
  public Optional<Endpoint> find() throws HostException {
    try {
      return Addresses.read(files.readText(endpointFile, MOST), Endpoint.WIRE_SERVER_PORT)
          .map(a -> new Endpoint(a.host(), a.port(), hostPluginPort, "file"));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new HostException(
          HostException.Kind.LOCAL, "can't read " + endpointFile + ": " + e.getMessage(), e);
    }
  }

  /** A disk may have moved to another environment: what does not answer is not kept. */
  @Override
  public void failed(Endpoint endpoint) {
    try {
      files.delete(endpointFile);
      files.delete(protocolFile);
    } catch (IOException e) {
      // This only costs time: the next source is asked anyway.
      return;
    }
  }

  /** Keeps an endpoint that answered; writes nothing if it is the one already kept. */
  void keep(Endpoint endpoint) throws IOException {
    String text =
        endpoint.port() == Endpoint.WIRE_SERVER_PORT
            ? endpoint.host()
            : endpoint.host() + ":" + endpoint.port();
    write(endpointFile, text);
    write(protocolFile, "WireProtocol");
  }

  private void write(Path file, String text) throws IOException {
    boolean same = files.exists(file) && files.readText(file, MOST).equals(text);
    if (!same) {
      files.write(file, text.getBytes(StandardCharsets.UTF_8), Mode.PUBLIC);
    }
  }
}
