// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.waagent.azurehost.AzureHost;
import org.waagent.host.EndpointSource;
import org.waagent.host.Event;
import org.waagent.host.Proxy;
import org.waagent.machine.TestMachine;
import org.waagent.os.Mode;
import org.waagent.wire.cms.CertificateStore;
import org.waagent.wire.cms.StoreCms;
import org.waagent.wire.health.Events;
import org.waagent.wire.health.Signals;
import org.waagent.wire.http.Http;

/** All parts of the bundle put together against a fake host; pauses only move the clock. */
final class Rig implements AutoCloseable {
  final AzureHost host;
  final TestMachine machine;
  final Http http;
  final RememberedEndpoint remembered;
  final EndpointDiscovery discovery;
  final WireServer wireServer;
  final List<Event> events = new CopyOnWriteArrayList<>();
  final Signals signals;
  final HostPlugin hostPlugin;
  final Channels channels;
  final CertificateStore store;
  final StoreCms cms;
  final FastTrackRecord record;
  final VmSettingsCounts counts = new VmSettingsCounts();

  Rig(AzureHost host, Path root) {
    this(host, root, new ConfiguredProxy("", 0, Map.of()));
  }

  Rig(AzureHost host, Path root, Proxy proxy) {
    this(host, TestMachine.at(root), proxy, false);
  }

  /** One whose calls really take the time they take. */
  static Rig inRealTime(AzureHost host, Path root) {
    return new Rig(host, TestMachine.at(root), new ConfiguredProxy("", 0, Map.of()), true);
  }

  private Rig(AzureHost host, TestMachine machine, Proxy proxy, boolean realTime) {
    this.host = host;
    this.machine = machine;
    makeLib();
    http =
        realTime
            ? new Http(
                "WALinuxAgent/9.9.9",
                proxy,
                () -> Duration.ofNanos(System.nanoTime()),
                Instant::now,
                this::sleep)
            : new Http(
                "WALinuxAgent/9.9.9",
                proxy,
                machine.clock()::sinceStart,
                machine.clock()::instant,
                this::pause);
    remembered = new RememberedEndpoint(pluginPort(), machine.files(), machine.directories());
    EndpointSource configured = new ConfiguredEndpoint(host.addresses().wire(), pluginPort());
    discovery =
        new EndpointDiscovery(
            () -> List.of(configured, remembered), remembered, http, machine.log().logger());
    wireServer = new WireServer(discovery, http);
    signals =
        new Signals(
            machine.clock(), new Events("9.9.9", List.of(events::add)), machine.log().logger());
    hostPlugin = new HostPlugin(wireServer, http, "9.9.9", signals);
    channels = new Channels(wireServer, hostPlugin, http, machine.log().logger());
    store =
        new CertificateStore(
            machine.files(),
            machine.directories(),
            machine.clock(),
            machine.shell(),
            signals.events(),
            machine.log().logger());
    cms = new StoreCms(store, machine.files());
    record = new FastTrackRecord(machine.files(), machine.directories(), machine.log().logger());
  }

  private void makeLib() {
    try {
      machine.files().makeFolder(machine.directories().lib(), Mode.OWNER_FOLDER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int pluginPort() {
    String address = host.addresses().hostPlugin();
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  private void pause(Duration time) {
    machine.clock().advance(time);
  }

  private void sleep(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  GoalStates goalStates(boolean fastTrackEnabled) {
    return new GoalStates(
        new Rounds(
            fastTrackEnabled,
            wireServer,
            new GoalStateParts(
                wireServer,
                channels,
                store,
                machine.clock(),
                signals.events(),
                machine.log().logger()),
            new FastTrack(
                hostPlugin, wireServer, record, counts, machine.clock(), machine.log().logger()),
            record,
            new HandlerEvents(signals.events()),
            machine.clock(),
            machine.log().logger()),
        machine.log().logger());
  }

  GoalStates goalStates() {
    return goalStates(true);
  }

  BlobStatusSink statusSink() {
    return new BlobStatusSink(hostPlugin, record, http, machine.clock(), machine.log().logger());
  }

  ChannelArtifacts artifacts() {
    return new ChannelArtifacts(channels, wireServer, http, machine.clock());
  }

  Path lib(String name) {
    return machine.directories().lib().resolve(name);
  }

  @Override
  public void close() {
    http.close();
    host.close();
  }
}
