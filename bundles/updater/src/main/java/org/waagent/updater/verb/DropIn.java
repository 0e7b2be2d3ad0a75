// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.verb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.osgi.service.log.Logger;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.plugin.Outcome;
import org.waagent.updater.Origin;
import org.waagent.updater.State;
import org.waagent.updater.Updates;
import org.waagent.updater.archive.Feature;
import org.waagent.updater.archive.Verdict;

/** Installs the archives of a folder, one after the other, and writes what came of each. */
final class DropIn {
  private static final String ARCHIVE = ".zip";
  private static final String RESULT = ".result";
  private static final int WRITABLE_BY_OTHERS = 022;
  private static final int MOST_BYTES = 64 << 10;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Desk desk;
  private final Path folder;
  private final Logger logger;

  DropIn(Desk desk, Path folder, Logger logger) {
    this.desk = desk;
    this.folder = folder;
    this.logger = logger;
  }

  /**
   * Looks once.
   *
   * @return whether an archive has to wait for another update to end
   * @throws IOException if the folder can't be read
   */
  boolean look() throws IOException, InterruptedException {
    if (desk.updates().rests()) {
      // The next start looks anew.
      return false;
    }
    boolean wait = false;
    Files files = desk.files();
    Optional<FileFacts> facts = files.look(folder);
    if (facts.isPresent() && (facts.get().mode().bits() & WRITABLE_BY_OTHERS) != 0) {
      // Whoever may write there would install what it likes.
      logger.warn("{} may be written by others: nothing of it is installed", folder);
      return false;
    }
    for (String name : files.list(folder)) {
      if (name.endsWith(ARCHIVE) && !name.startsWith(".")) {
        wait |= !take(folder.resolve(name));
      }
    }
    return wait;
  }

  /** False if it has to be tried later. */
  private boolean take(Path archive) throws IOException, InterruptedException {
    Optional<FileFacts> facts = desk.files().look(archive);
    Path result = archive.resolveSibling(archive.getFileName() + RESULT);
    if (facts.isEmpty()) {
      return true;
    }
    String mark = "# " + facts.get().size() + " bytes of " + facts.get().modified();
    if (isDone(result, mark)) {
      return true;
    }
    Optional<String> text = install(archive);
    if (text.isPresent()) {
      logger.info("{}: {}", archive, text.get());
      String content = text.get() + "\n" + mark + "\n";
      desk.files().write(result, content.getBytes(UTF_8), Mode.PUBLIC);
    }
    return text.isPresent();
  }

  private boolean isDone(Path result, String mark) throws IOException {
    return desk.files().exists(result)
        && desk.files().readText(result, MOST_BYTES).contains(mark + "\n");
  }

  /** What came of it; empty if it has to be tried later. */
  private Optional<String> install(Path archive) throws IOException, InterruptedException {
    Verdict verdict = desk.verify(archive);
    if (verdict instanceof Verdict.Refused refused) {
      // Nobody waits for an answer here: the history has it, and so has the status.
      Outcome noted = desk.updates().update(archive, Origin.DROP_IN);
      return noted instanceof Outcome.Failed
          ? Optional.of("not installed: " + refused)
          : Optional.empty();
    }
    Feature feature = ((Verdict.Sound) verdict).archive().feature();
    String version = feature.version().toString();
    Optional<String> against =
        desk.pins().read().against(feature.name(), version, desk.clock().instant());
    if (against.isPresent()) {
      return Optional.of("not installed: " + against.get());
    }
    Updates updates = desk.updates();
    Outcome outcome = updates.update(archive, Origin.DROP_IN);
    if (outcome instanceof Outcome.RetryLater) {
      return Optional.empty();
    }
    if (outcome instanceof Outcome.Failed failed) {
      return Optional.of("not installed: " + failed.text());
    }
    if (outcome instanceof Outcome.Done) {
      return Optional.of("installed: " + feature.fullName());
    }
    return ended(updates.await(PATIENCE), feature);
  }

  private static Optional<String> ended(State state, Feature feature) {
    if (state.underWay().isPresent() || state.history().isEmpty()) {
      return Optional.empty();
    }
    State.Past past = state.history().get(0);
    return Optional.of(
        past.isGood()
            ? "installed: " + feature.fullName()
            : "not installed: " + Overview.text(past));
  }
}
