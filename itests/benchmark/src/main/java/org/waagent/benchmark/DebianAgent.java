// SPDX-License-Identifier: Apache-2.0
package org.waagent.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.HostOptions;

/**
 * Debian's package, unpacked but not installed: its process for goal states, without the daemon
 * above it. It knows only the real addresses and paths, so it runs in namespaces where these are
 * ours; {@code itests/bench} makes them.
 */
record DebianAgent(Path unpacked) implements Subject {
  private static final String ADDRESS = "168.63.129.16";
  private static final Path LIB = Path.of("/var/lib/waagent");
  private static final int WIRE = 80;
  private static final int HOST_PLUGIN = 32526;

  private static final List<String> CONFIGURATION =
      List.of(
          "Provisioning.Agent=disabled",
          "OS.EnableFirewall=n",
          "AutoUpdate.Enabled=n",
          "Logs.Collect=n",
          "Logs.Console=n");

  @Override
  public String name() {
    return "Debian's";
  }

  @Override
  public AzureHost host() {
    try {
      HostOptions options =
          HostOptions.defaults()
              .bind(InetAddress.getByName(ADDRESS))
              .ports(WIRE, HOST_PLUGIN, 0, 0);
      return AzureHost.start(options, GoalState.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The metadata service has an address of its own; it lives as long as we. */
  void serveMetadata() throws IOException {
    HostOptions options =
        HostOptions.defaults().bind(InetAddress.getByName("169.254.169.254")).ports(0, 0, 0, WIRE);
    AzureHost.start(options, GoalState.of());
  }

  @Override
  public Running start(AzureHost host, Path folder) throws IOException {
    prepare();
    return again(host, folder);
  }

  @Override
  public Running again(AzureHost host, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path conf = Files.write(folder.resolve("waagent.conf"), CONFIGURATION);
    ProcessBuilder builder =
        new ProcessBuilder(
                "/usr/bin/python3",
                "-u",
                unpacked.resolve("usr/sbin/waagent").toString(),
                "-run-exthandlers",
                "-debug",
                "-configuration-path:" + conf)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile());
    String modules = unpacked.resolve("usr/lib/python3/dist-packages").toString();
    builder.environment().put("PYTHONPATH", modules);
    Process process = builder.start();
    return new Running() {
      @Override
      public long pid() {
        return process.pid();
      }

      @Override
      public void close() {
        process.destroyForcibly().onExit().join();
      }
    };
  }

  /** Leaves what its daemon would have left: the endpoint and the transport certificate. */
  private void prepare() throws IOException {
    if (!Files.readString(Path.of("/proc/self/mounts")).contains(" /var/lib tmpfs ")) {
      throw new IllegalStateException(LIB + " is not our own; start this through itests/bench");
    }
    Bench.delete(LIB);
    Files.createDirectories(LIB);
    Files.writeString(LIB.resolve("WireServerEndpoint"), ADDRESS);
    Files.writeString(LIB.resolve("Protocol"), "WireProtocol");
    for (String name : List.of("TransportPrivate.pem", "TransportCert.pem")) {
      Files.copy(unpacked.resolve(name), LIB.resolve(name));
    }
  }
}
