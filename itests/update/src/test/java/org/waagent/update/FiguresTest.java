// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How long an update takes what from whom. The limits are those of a quiet machine, for which the
 * long run is; another one shares it with other tests and is given far longer.
 */
final class FiguresTest {
  private static final int PATIENCE = Tellings.isLong() ? 1 : 15;
  private static final Duration SWAP = Duration.ofSeconds(1);
  private static final Duration BACK = Duration.ofSeconds(2);
  private static final String HANDLERS = "org.waagent.extension-handler";

  @RegisterExtension private final UpdateScene scene = new UpdateScene();

  @Test
  void aPluginIsNeverAwayAndAnUpdateIsQuick() throws Exception {
    Workshop shop = scene.workshop();
    scene.started();
    scene.install(shop.withProbe(shop.next("3.0.1"))).isGood();
    Gaps gaps = Gaps.from(scene.host());

    int from = lines();
    scene.install(shop.withProbe(shop.next("3.0.2", "extension-handler"))).isGood();
    Notes plugin = Notes.of(shop.notes(), from);
    Tellings.figure(
        "a plugin is away while it is replaced: " + millis(plugin.longestGap(HANDLERS)));
    Tellings.figure("a plugin is replaced in " + cost(plugin));

    from = lines();
    scene.install(shop.withProbe(shop.next("3.0.3", Ours.all()))).isGood();
    Notes all = Notes.of(shop.notes(), from);
    Tellings.figure("all our bundles are replaced in " + cost(all));

    from = lines();
    Edition bad = shop.withTrial(shop.withProbe(shop.next("3.0.4", Ours.all())), "Crashing");
    assertThat(scene.install(bad).reason()).contains("fell over");
    scene.runsCommitted();
    Duration back = Notes.of(shop.notes(), from).back();
    Tellings.figure("from a failure seen to the set before: " + millis(back));
    Tellings.figure(
        "longest time between two statuses: "
            + millis(gaps.longest())
            + ", one is due each "
            + millis(UpdateScene.PERIOD));
    Tellings.figure("statuses missed: " + gaps.missed());

    assertThat(plugin.longestGap(HANDLERS)).as("no gap at all").isZero();
    assertThat(all.swap()).isLessThan(SWAP.multipliedBy(PATIENCE));
    assertThat(back).isLessThan(BACK.multipliedBy(PATIENCE));
    gaps.hold();
    if (Tellings.isLong()) {
      assertThat(gaps.missed()).as("statuses missed").isZero();
    }
  }

  private int lines() throws IOException {
    return Files.exists(scene.workshop().notes())
        ? Files.readAllLines(scene.workshop().notes()).size()
        : 0;
  }

  private static String cost(Notes notes) {
    return millis(notes.swap()) + ", which takes the processor " + millis(notes.processor());
  }

  private static String millis(Duration time) {
    return time.toMillis() + " ms";
  }
}
