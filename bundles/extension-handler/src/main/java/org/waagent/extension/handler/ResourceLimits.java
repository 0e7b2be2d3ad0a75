// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much a handler says it needs, member {@code resourceLimits} of its manifest. What makes no
 * sense counts as not said: no handler fails for it.
 *
 * @param cpuPercent of one processor
 * @param memoryMegabytes of memory
 * @param services services it brings
 * @param odd what made no sense, with its value
 */
public record ResourceLimits(
    OptionalDouble cpuPercent,
    OptionalDouble memoryMegabytes,
    List<Service> services,
    List<String> odd) {
  /** Nothing said. */
  public static final ResourceLimits NONE =
      new ResourceLimits(OptionalDouble.empty(), OptionalDouble.empty(), List.of(), List.of());

  private static final String MEMBER = "resourceLimits";
  private static final int MOST_SERVICES = 32;
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_ODD = 200;

  public ResourceLimits {
    requireNonNull(cpuPercent, "cpuPercent");
    requireNonNull(memoryMegabytes, "memoryMegabytes");
    services = List.copyOf(services);
    odd = List.copyOf(odd);
  }

  /**
   * A service a handler brings.
   *
   * @param name with its ending
   * @param cpuPercent of one processor
   * @param memoryMegabytes of memory
   */
  public record Service(String name, OptionalDouble cpuPercent, OptionalDouble memoryMegabytes) {}

  static ResourceLimits of(JsonObject manifest) {
    Optional<JsonElement> limits = Json.member(manifest, MEMBER);
    if (limits.isEmpty()) {
      return NONE;
    }
    List<String> odd = new ArrayList<>();
    if (!limits.get().isJsonObject()) {
      add(odd, MEMBER, limits.get());
      return new ResourceLimits(OptionalDouble.empty(), OptionalDouble.empty(), List.of(), odd);
    }
    JsonObject body = limits.get().getAsJsonObject();
    return new ResourceLimits(
        number(body, "cpuQuotaPercentage", odd),
        number(body, "memoryQuotaInMB", odd),
        services(body, odd),
        odd);
  }

  private static List<Service> services(JsonObject body, List<String> odd) {
    Optional<JsonElement> all = Json.member(body, "services");
    List<Service> services = new ArrayList<>();
    if (all.isEmpty()) {
      return services;
    }
    if (!all.get().isJsonArray() || all.get().getAsJsonArray().size() > MOST_SERVICES) {
      add(odd, "services", all.get());
      return services;
    }
    for (JsonElement one : all.get().getAsJsonArray()) {
      Optional<String> name =
          one.isJsonObject() ? Json.string(one.getAsJsonObject(), "name") : Optional.empty();
      if (name.isPresent() && isUnit(name.get())) {
        JsonObject service = one.getAsJsonObject();
        services.add(
            new Service(
                name.get().endsWith(".service") ? name.get() : name.get() + ".service",
                number(service, "cpuQuotaPercentage", odd),
                number(service, "memoryQuotaInMB", odd)));
      } else {
        add(odd, "services", one);
      }
    }
    return services;
  }

  /** The name becomes an argument of a program. */
  private static boolean isUnit(String name) {
    return !name.isEmpty()
        && name.length() < LONGEST_NAME - ".service".length()
        && Character.isLetterOrDigit(name.charAt(0))
        && name.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || isMark(c)));
  }

  private static boolean isMark(int c) {
    return c == '.' || c == '_' || c == '-' || c == '@' || c == ':';
  }

  private static OptionalDouble number(JsonObject body, String key, List<String> odd) {
    Optional<JsonElement> value = Json.member(body, key);
    if (value.isEmpty()) {
      return OptionalDouble.empty();
    }
    double number = -1;
    if (value.get().isJsonPrimitive() && !value.get().getAsJsonPrimitive().isBoolean()) {
      number = parse(value.get().getAsString());
    }
    if (number > 0 && number < Integer.MAX_VALUE) {
      return OptionalDouble.of(number);
    }
    add(odd, key, value.get());
    return OptionalDouble.empty();
  }

  private static double parse(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static void add(List<String> odd, String key, JsonElement value) {
    String text = key + "=" + value;
    odd.add(text.length() <= LONGEST_ODD ? text : text.substring(0, LONGEST_ODD));
  }
}
