// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.waagent.host.Proxy;

/** The proxy of {@code HttpProxy.*}, else the one of the environment. */
@Component(service = Proxy.class, configurationPid = ProxyConfig.PID)
public final class ConfiguredProxy implements Proxy {
  private final String host;
  private final int port;
  private final Map<String, String> environment;

  @Activate
  public ConfiguredProxy(
      ProxyConfig config,
      @Reference(target = "(osgi.condition.id=configured)") Condition configured) {
    this(config.host(), config.port(), System.getenv());
  }

  ConfiguredProxy(String host, int port, Map<String, String> environment) {
    this.host = host;
    this.port = port;
    this.environment = environment;
  }

  @Override
  public Optional<Server> of(String scheme, String target) {
    if (NoProxy.of(either("no_proxy")).covers(target)) {
      return Optional.empty();
    }
    if (!host.isBlank()) {
      return Optional.of(ProxyAddress.read(host, port));
    }
    String text = either(scheme.toLowerCase(Locale.ROOT) + "_proxy");
    return text.isBlank() ? Optional.empty() : Optional.of(ProxyAddress.read(text, 0));
  }

  private String either(String name) {
    String lower = environment.getOrDefault(name, "");
    return lower.isBlank() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : lower;
  }
}
