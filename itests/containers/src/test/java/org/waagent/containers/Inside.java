// SPDX-License-Identifier: Apache-2.0
package org.waagent.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** What a test inside the container sees of the agent. */
final class Inside {
  private static final long PATIENCE = 30_000;

  private final BundleContext context;
  private final ServiceComponentRuntime components;

  Inside(BundleContext context, ServiceComponentRuntime components) {
    this.context = context;
    this.components = components;
  }

  Path folder() {
    return Path.of(System.getProperty("waagent.test.folder"));
  }

  Bundle bundle(String name) {
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getSymbolicName().equals("org.waagent." + name)) {
        return bundle;
      }
    }
    throw new AssertionError("no bundle " + name);
  }

  /** Components that are enabled and wait for something, each with what it waits for. */
  List<String> unsatisfied() {
    List<String> waiting = new ArrayList<>();
    for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
      List<ComponentConfigurationDTO> configurations = configurations(component);
      if (configurations.isEmpty()) {
        waiting.add(component.name + " has no configuration");
      }
      for (ComponentConfigurationDTO configuration : configurations) {
        boolean fine =
            configuration.state == ComponentConfigurationDTO.ACTIVE
                || configuration.state == ComponentConfigurationDTO.SATISFIED;
        if (!fine) {
          waiting.add(component.name + ": " + why(configuration));
        }
      }
    }
    return waiting;
  }

  /** A property as the components of a bundle got it. */
  List<Object> property(String bundle, String name) {
    List<Object> values = new ArrayList<>();
    for (ComponentDescriptionDTO component :
        components.getComponentDescriptionDTOs(bundle(bundle))) {
      for (ComponentConfigurationDTO configuration : configurations(component)) {
        if (configuration.properties.containsKey(name)) {
          values.add(configuration.properties.get(name));
        }
      }
    }
    return values;
  }

  int componentCount() {
    return components.getComponentDescriptionDTOs().size();
  }

  /** How often the host was asked for its goal state. */
  int polls() throws IOException {
    return seen(0);
  }

  /** How many statuses the host took. */
  int statuses() throws IOException {
    return seen(1);
  }

  private int seen(int column) throws IOException {
    String text = Files.readString(folder().resolve(Azure.SEEN));
    return Integer.parseInt(text.split(" ")[column]);
  }

  void awaitPolls(int count) throws Exception {
    int wanted = polls() + count;
    await(
        count + " more polls",
        () -> {
          try {
            return polls() >= wanted;
          } catch (IOException moved) {
            return false;
          }
        });
  }

  void awaitSatisfied() throws InterruptedException {
    try {
      await("all components are satisfied", () -> unsatisfied().isEmpty());
    } catch (AssertionError e) {
      throw new AssertionError("waiting: " + unsatisfied(), e);
    }
  }

  void await(String what, BooleanSupplier so) throws InterruptedException {
    await(what, PATIENCE, so);
  }

  void await(String what, long most, BooleanSupplier so) throws InterruptedException {
    long end = System.currentTimeMillis() + most;
    while (!so.getAsBoolean()) {
      if (System.currentTimeMillis() > end) {
        throw new AssertionError("not in time: " + what);
      }
      Thread.sleep(20);
    }
  }

  private List<ComponentConfigurationDTO> configurations(ComponentDescriptionDTO component) {
    return List.copyOf(components.getComponentConfigurationDTOs(component));
  }

  private static String why(ComponentConfigurationDTO configuration) {
    StringBuilder why = new StringBuilder("state " + configuration.state);
    for (var reference : configuration.unsatisfiedReferences) {
      why.append(", no ").append(reference.name).append(' ').append(reference.target);
    }
    return configuration.failure == null ? why.toString() : why + ", " + configuration.failure;
  }
}
