// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is taken, the most important first. The resource {@code plan} tells its form. */
record CollectionPlan(List<Step> steps) {
  private static final String RESOURCE = "plan";
  private static final String FULL = "[full]";

  CollectionPlan {
    steps = List.copyOf(steps);
  }

  /** The plan that comes with the agent. */
  static CollectionPlan of(Extent extent, Places places) {
    try (InputStream in = CollectionPlan.class.getResourceAsStream(RESOURCE)) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), extent, places);
    } catch (IOException e) {
      throw new IllegalStateException("the plan of the log collector can't be read", e);
    }
  }

  /**
   * Reads a plan.
   *
   * @throws IllegalArgumentException names a line that is none
   */
  static CollectionPlan parse(String text, Extent extent, Places places) {
    List<Step> steps = new ArrayList<>();
    boolean taken = true;
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.startsWith("[")) {
        taken = extent == Extent.FULL || !line.equals(FULL);
      } else if (taken && !line.isEmpty() && !line.startsWith("#")) {
        steps.add(step(line, places));
      }
    }
    return new CollectionPlan(steps);
  }

  /** Whether a link at a path may be followed. */
  boolean isFollowed(Path path) {
    return steps.stream()
        .anyMatch(step -> step instanceof Step.Follow follow && path.startsWith(follow.path()));
  }

  private static Step step(String line, Places places) {
    int comma = line.indexOf(',');
    String word = line.substring(0, Math.max(0, comma));
    String rest = line.substring(comma + 1);
    return switch (word) {
      case "copy" -> new Step.Copy(path(rest, places));
      case "ll" -> new Step.Listing(path(rest, places));
      case "follow" -> new Step.Follow(path(rest, places));
      case "echo" -> new Step.Echo(rest);
      default -> throw new IllegalArgumentException("not a step: " + line);
    };
  }

  private static String path(String text, Places places) {
    String path = places.fill(text);
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("not an absolute path: " + text);
    }
    return path;
  }
}
