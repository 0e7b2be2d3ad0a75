// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.scenario;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.waagent.azurehost.HostOptions;

/** The command line, read and checked. */
record Arguments(
    Path file,
    Map<String, Integer> ports,
    InetAddress bind,
    boolean printConf,
    boolean untilStatusSuccess,
    Optional<Duration> timeout) {
  static final String USAGE =
      """
      usage: java -jar azure-host.jar [options] scenario.json
             java -jar azure-host.jar life --help
        --port N               port of the wire server (default: a free one)
        --host-plugin-port N   port of the host plugin
        --blob-port N          port of the blob store
        --imds-port N          port of instance metadata
        --bind ADDRESS         address to listen on (default: 127.0.0.1)
        --print-conf           first print the lines waagent.conf needs, then a line "--"
        --until-status-success end as soon as the agent reported success
        --timeout SECONDS      end then (default: 300 with --until-status-success, else never)
      exit code: 0 the condition was met, 1 it was not, 2 wrong usage or scenario
      """;
  private static final Set<String> PORTS =
      Set.of("--port", "--host-plugin-port", "--blob-port", "--imds-port");
  private static final Set<String> FLAGS = Set.of("--print-conf", "--until-status-success");
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /**
   * Reads them.
   *
   * @throws ScenarioError when they are not usable
   */
  static Arguments read(String... args) {
    Map<String, String> values = new HashMap<>();
    Set<String> flags = new HashSet<>();
    Path file = null;
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      if (FLAGS.contains(arg)) {
        flags.add(arg);
      } else if (PORTS.contains(arg) || arg.equals("--bind") || arg.equals("--timeout")) {
        i++;
        if (i == args.length) {
          throw new ScenarioError(arg, "needs a value");
        }
        values.put(arg, args[i]);
      } else if (arg.startsWith("-") || file != null) {
        throw new ScenarioError(arg, "not understood");
      } else {
        file = Path.of(arg);
      }
    }
    if (file == null) {
      throw new ScenarioError("scenario.json", "no scenario file given");
    }
    boolean until = flags.contains("--until-status-success");
    Optional<Duration> timeout =
        Optional.ofNullable(values.get("--timeout"))
            .map(v -> Duration.ofSeconds(number("--timeout", v)))
            .or(() -> until ? Optional.of(PATIENCE) : Optional.empty());
    return new Arguments(
        file, ports(values), bind(values), flags.contains("--print-conf"), until, timeout);
  }

  HostOptions options(Scenario scenario) {
    HostOptions options =
        HostOptions.defaults()
            .bind(bind)
            .machine(scenario.machine())
            .ports(
                ports.getOrDefault("--port", 0),
                ports.getOrDefault("--host-plugin-port", 0),
                ports.getOrDefault("--blob-port", 0),
                ports.getOrDefault("--imds-port", 0));
    return scenario.vmSettings() ? options.withVmSettings() : options;
  }

  private static Map<String, Integer> ports(Map<String, String> values) {
    Map<String, Integer> ports = new HashMap<>();
    for (String name : PORTS) {
      if (values.containsKey(name)) {
        ports.put(name, number(name, values.get(name)));
      }
    }
    return ports;
  }

  private static int number(String name, String value) {
    if (!value.matches("\\d{1,5}")) {
      throw new ScenarioError(name, "not a number: " + value);
    }
    return Integer.parseInt(value);
  }

  private static InetAddress bind(Map<String, String> values) {
    String value = values.getOrDefault("--bind", "127.0.0.1");
    try {
      return InetAddress.getByName(value);
    } catch (UnknownHostException e) {
      throw new ScenarioError("--bind", "not an address: " + value);
    }
  }
}
