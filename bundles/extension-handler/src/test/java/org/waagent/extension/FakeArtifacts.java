// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.zip.ZipException;
import org.waagent.goalstate.BlobUrl;
import org.waagent.host.ArtifactSource;
import org.waagent.host.HostException;

/** Manifests and packages out of memory, and a list of what was asked for. */
final class FakeArtifacts implements ArtifactSource {
  private final Map<String, Map<String, byte[]>> handlers = new LinkedHashMap<>();
  private final Map<String, Queue<HostException.Kind>> failures = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
  final Set<String> inFlight = ConcurrentHashMap.newKeySet();
  volatile int most;
  final List<String> requests = new CopyOnWriteArrayList<>();

  /** Publishes a version; its address is {@code <handler>/<version>}. */
  void publish(String handler, String version, byte[] zip) {
    handlers.computeIfAbsent(handler, name -> new LinkedHashMap<>()).put(version, zip);
  }

  /** So often an address fails before it answers. */
  void fail(String address, HostException.Kind kind, int times) {
    for (int i = 0; i < times; i++) {
      failures.computeIfAbsent(address, a -> new ConcurrentLinkedQueue<>()).add(kind);
    }
  }

  /** Keeps an address from answering until the latch is open. */
  void hold(String address, CountDownLatch latch) {
    held.put(address, latch);
  }

  private void obstruct(String address) throws HostException {
    inFlight.add(address);
    most = Math.max(most, inFlight.size());
    try {
      CountDownLatch latch = held.get(address);
      if (latch != null) {
        latch.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HostException(HostException.Kind.LOCAL, "interrupted", e);
    } finally {
      inFlight.remove(address);
    }
    Queue<HostException.Kind> next = failures.get(address);
    HostException.Kind kind = next == null ? null : next.poll();
    if (kind != null) {
      throw new HostException(kind, kind + " at " + address);
    }
  }

  void withdraw(String handler) {
    handlers.remove(handler);
  }

  @Override
  public Manifest manifest(List<BlobUrl> locations) throws HostException {
    String handler = locations.get(0).text();
    requests.add(handler);
    obstruct(handler);
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
    obstruct(address);
    int slash = address.indexOf('/');
    byte[] zip = handlers.get(address.substring(0, slash)).get(address.substring(slash + 1));
    try {
      receiver.receive(new ByteArrayInputStream(zip));
    } catch (ZipException e) {
      throw new HostException(HostException.Kind.MALFORMED, e.getMessage(), e);
    } catch (IOException e) {
      throw new HostException(HostException.Kind.LOCAL, e.getMessage(), e);
    }
  }
}
