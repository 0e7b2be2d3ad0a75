// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.install;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.waagent.os.Files;
import org.waagent.plugin.Change;
import org.waagent.plugin.Effect;
import org.waagent.plugin.Outcome;

/**
 * A file that was installed goes, and what was there before comes back.
 *
 * @param former where that was kept
 */
record TakenBack(Files files, Path file, Optional<Path> former) implements Change {
  TakenBack {
    requireNonNull(files, "files");
    requireNonNull(file, "file");
    requireNonNull(former, "former");
  }

  @Override
  public String id() {
    return "delete " + file;
  }

  @Override
  public String description() {
    return former.map(path -> "put " + path + " back as " + file).orElse(id());
  }

  @Override
  public List<Effect> effects() {
    return List.of(Effect.file(file));
  }

  @Override
  public Outcome apply() throws IOException {
    if (former.isPresent()) {
      files.move(former.get(), file);
    } else {
      files.delete(file);
    }
    return Outcome.done();
  }
}
