// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.plugin.Change;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Wanted;

/** What an ordinary plugin does: it works through the ports. */
public final class Decent implements Plugin {
  private final Files files;

  enum Kind {
    ONE,
    TWO
  }

  record Word(String text, Kind kind) {}

  public Decent(Files files) {
    this.files = files;
  }

  @Override
  public String name() {
    return "Acme.Decent";
  }

  @Override
  public Plan plan(Wanted wanted) throws IOException {
    List<Word> words = new ArrayList<>(List.of(new Word("a", Kind.ONE), new Word("b", Kind.TWO)));
    Map<Kind, List<Word>> byKind = words.stream().collect(Collectors.groupingBy(Word::kind));
    String text =
        switch (byKind.size()) {
          case 0 -> "none";
          default -> byKind + ", " + Duration.ofSeconds(System.nanoTime()) + TimeUnit.DAYS;
        };
    Path place = Path.of("/etc/acme/motd");
    Thread thread = new Thread(() -> words.clear(), "acme");
    thread.interrupt();
    return Plan.of(
        Change.of(
            "write",
            () -> files.write(place, text.getBytes(StandardCharsets.UTF_8), Mode.of(0644))));
  }
}
