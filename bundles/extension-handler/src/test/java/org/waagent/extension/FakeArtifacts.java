// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.waagent.goalstate.BlobUrl;
import org.waagent.host.ArtifactSource;
import org.waagent.host.HostException;

/** Manifests and packages out of memory, and a list of what was asked for. */
final class FakeArtifacts implements ArtifactSource {
  private final Map<String, Map<String, byte[]>> handlers = new LinkedHashMap<>();
  final List<String> requests = new CopyOnWriteArrayList<>();

  /** Publishes a version; its address is {@code <handler>/<version>}. */
  void publish(String handler, String version, byte[] zip) {
    handlers.computeIfAbsent(handler, name -> new LinkedHashMap<>()).put(version, zip);
  }

  void withdraw(String handler) {
    handlers.remove(handler);
  }

  @Override
  public Manifest manifest(List<BlobUrl> locations) throws HostException {
    String handler = locations.get(0).text();
    requests.add(handler);
    Map<String, byte[]> versions = handlers.get(handler);
    if (versions == null) {
      throw new HostException(HostException.Kind.REFUSED, "404 for " + handler);
    }
    List<Package> packages = new ArrayList<>();
    for (String version : versions.keySet()) {
      packages.add(new Package(version, List.of(new BlobUrl(handler + "/" + version)), false));
    }
    return new Manifest(packages, "");
  }

  @Override
  public void fetch(List<BlobUrl> locations, Receiver receiver) throws HostException {
    String address = locations.get(0).text();
    requests.add(address);
    int slash = address.indexOf('/');
    byte[] zip = handlers.get(address.substring(0, slash)).get(address.substring(slash + 1));
    try {
      receiver.receive(new ByteArrayInputStream(zip));
    } catch (IOException e) {
      throw new HostException(HostException.Kind.MALFORMED, e.getMessage(), e);
    }
  }
}
