// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;

/** What extensions write to tell how they are, well and badly. */
final class StatusFiles {
  private final Path lib;
  private final Random random;
  private final Set<Path> changed = new LinkedHashSet<>();

  StatusFiles(Path lib, Random random) {
    this.lib = lib;
    this.random = random;
  }

  /** Something else than before; not always something good. */
  void change(Wishes.Wish wish) {
    String text =
        switch (random.nextInt(7)) {
          case 0 -> text("success", "").substring(0, 60);
          case 1 -> "";
          case 2 -> text("transitioning", "");
          case 3 -> text("success", "y".repeat(200_000));
          case 4 -> text("error", "z".repeat(5 << 20));
          default -> text("success", "number " + random.nextInt());
        };
    Path folder = lib.resolve(wish.folder()).resolve("status");
    Path file = folder.resolve(wish.sequenceNumber() + ".status");
    changed.add(file);
    write(file, text);
  }

  /** Good ones everywhere, also where nobody looks any more. */
  void mend() {
    changed.forEach(file -> write(file, text("success", "all is well")));
    changed.clear();
  }

  private void write(Path file, String text) {
    // Not enabled yet, or no more: then there is nobody who would write.
    if (!Files.exists(file)) {
      return;
    }
    try {
      Path next = file.resolveSibling("next");
      Files.writeString(next, text);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String state, String message) {
    return """
        [{"version": 1.0, "timestampUTC": "2026-01-01T00:00:00Z", "status": {"name": "sim",
          "operation": "Enable", "status": "%s", "code": 0,
          "formattedMessage": {"lang": "en-US", "message": "%s"}}}]
        """
        .formatted(state, message);
  }
}
