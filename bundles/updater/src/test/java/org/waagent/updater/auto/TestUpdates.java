// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.os.Files;
import org.waagent.plugin.Outcome;
import org.waagent.updater.Origin;
import org.waagent.updater.State;
import org.waagent.updater.Step;
import org.waagent.updater.Updates;

/** Takes an archive for the version it has as its content; a test says how that goes. */
final class TestUpdates implements Updates {
  final List<String> taken = new ArrayList<>();
  Optional<Outcome> refusal = Optional.empty();
  Optional<String> unhealthy = Optional.empty();
  String version = "3.0.0";
  Optional<State.UnderWay> underWay = Optional.empty();
  private final List<State.Past> history = new ArrayList<>();
  private final Files files;

  TestUpdates(Files files) {
    this.files = files;
  }

  @Override
  public Outcome update(Path archive, Origin origin) {
    String wanted = text(archive);
    taken.add(wanted);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    String reason = unhealthy.orElse("");
    if (unhealthy.isEmpty()) {
      version = wanted;
    }
    history.add(
        0,
        new State.Past(
            "1",
            origin,
            "standard-" + wanted,
            "a",
            "b",
            Instant.MAX,
            reason.isEmpty() ? Step.COMMIT : Step.WATCH,
            reason));
    return new Outcome.Running("swap", Instant.MAX);
  }

  private String text(Path archive) {
    try {
      return new String(files.read(archive, 1_000), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Outcome remove(String feature, Origin origin) {
    throw new AssertionError("not for this");
  }

  @Override
  public Outcome rollBack(Origin origin) {
    throw new AssertionError("not for this");
  }

  @Override
  public Outcome refuse(String what, Step step, String why, Origin origin) {
    throw new AssertionError("not for this");
  }

  @Override
  public boolean rests() {
    return false;
  }

  @Override
  public State state() {
    return new State(
        "installed",
        "installed",
        Optional.empty(),
        Optional.empty(),
        "",
        List.of(new State.Installed("standard", version, "agent")),
        underWay,
        history);
  }

  @Override
  public State await(Duration most) {
    return state();
  }
}
