// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.waagent.os.Mode;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;

/** Plans what puts the agent on a machine without a package, and what takes it away again. */
final class Installation {
  private static final Mode READABLE = Mode.of(0644);
  private static final Mode FOLDER = Mode.of(0755);
  private static final int BACKUPS = 100;

  private final Pieces pieces;

  Installation(Pieces pieces) {
    this.pieces = pieces;
  }

  /** The link, the configuration, all files; then the service. */
  Plan install() throws IOException {
    List<Change> changes = new ArrayList<>();
    link(changes);
    configuration(changes);
    for (Piece piece : pieces.all()) {
      byte[] content = pieces.content(piece);
      Optional<byte[]> present = pieces.present(piece.target());
      if (present.isEmpty() || !Arrays.equals(present.get(), content)) {
        changes.add(write(piece.target(), content));
      }
    }
    changes.addAll(registration().changes());
    return new Plan(changes, Outcome.done());
  }

  private Change write(Path target, byte[] content) {
    return Change.of(
        "write " + target,
        () -> {
          pieces.files().makeFolder(target.getParent(), FOLDER);
          pieces.files().write(target, content, READABLE);
        });
  }

  private void link(List<Change> changes) throws IOException {
    Path link = pieces.places().program();
    Path program = program();
    if (link.equals(program) || isOurs(link)) {
      return;
    }
    String[] before = {};
    if (pieces.files().look(link).isPresent()) {
      Change away = putAside(link);
      changes.add(away);
      before = new String[] {away.id()};
    }
    changes.add(
        Change.of(
            "link " + link + " to " + program,
            () -> {
              pieces.files().makeFolder(link.getParent(), FOLDER);
              pieces.files().link(link, program);
            },
            before));
  }

  private Path program() {
    return pieces.home().resolve("bin").resolve("waagent");
  }

  private boolean isOurs(Path link) throws IOException {
    return pieces.files().target(link).filter(program()::equals).isPresent();
  }

  private void configuration(List<Change> changes) throws IOException {
    Path file = pieces.machine().distro().configurationFile();
    byte[] content = pieces.configuration();
    Optional<byte[]> present = pieces.present(file);
    if (present.isPresent() && Arrays.equals(present.get(), content)) {
      return;
    }
    if (present.isPresent()) {
      changes.add(putAside(file));
    }
    changes.add(write(file, content));
  }

  private Change putAside(Path file) throws IOException {
    Path aside = free(file);
    return Change.of("keep " + file + " as " + aside, () -> pieces.files().move(file, aside));
  }

  private Path free(Path file) throws IOException {
    for (int i = 0; i < BACKUPS; i++) {
      Path aside = backup(file, i);
      if (pieces.files().look(aside).isEmpty()) {
        return aside;
      }
    }
    throw new IOException("too many files " + file + ".old");
  }

  private static Path backup(Path file, int number) {
    return file.resolveSibling(file.getFileName() + ".old" + (number == 0 ? "" : "." + number));
  }

  /** The service starts at boot, and starts anew now. */
  Plan registration() {
    if (!pieces.hasUnits()) {
      return Plan.nothing();
    }
    String service = pieces.machine().distro().agentService();
    Change enable = Change.of("register " + service, () -> pieces.services().enable(service));
    Change stop = Change.of("stop " + service, () -> pieces.services().stop(service), enable.id());
    Change start = Change.of("start " + service, () -> pieces.services().start(service), stop.id());
    return Plan.of(enable, stop, start);
  }

  /** The agent is gone for good; what else is removed must not come back. */
  List<Change> unregistration() {
    if (!pieces.hasUnits()) {
      return List.of();
    }
    String service = pieces.machine().distro().agentService();
    return List.of(Change.of("unregister " + service, () -> pieces.services().disable(service)));
  }

  /** What {@link #install} put there goes. What the agent keeps in {@code Lib.Dir} stays. */
  List<Change> removal() throws IOException {
    List<Change> changes = new ArrayList<>();
    for (Piece piece : pieces.all()) {
      if (pieces.files().exists(piece.target())) {
        changes.add(new TakenBack(pieces.files(), piece.target(), Optional.empty()));
      }
    }
    takeBack(pieces.machine().distro().configurationFile()).ifPresent(changes::add);
    Path link = pieces.places().program();
    if (isOurs(link)) {
      takeBack(link).ifPresent(changes::add);
    }
    return changes;
  }

  /** The newest of the files that were put aside comes back. */
  private Optional<Change> takeBack(Path file) throws IOException {
    Optional<Path> former = Optional.empty();
    for (int i = BACKUPS - 1; i >= 0 && former.isEmpty(); i--) {
      Path aside = backup(file, i);
      former = pieces.files().look(aside).map(facts -> aside);
    }
    boolean isThere = pieces.files().look(file).isPresent();
    return isThere || former.isPresent()
        ? Optional.of(new TakenBack(pieces.files(), file, former))
        : Optional.empty();
  }
}
