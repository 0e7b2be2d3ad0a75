// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import static java.util.Objects.requireNonNull;

/** One line of the plan. */
sealed interface Step {
  /** Takes files: an absolute path, in which {@code *} stands for anything within one name. */
  record Copy(String glob) implements Step {
    public Copy {
      requireNonNull(glob, "glob");
    }
  }

  /** Lists a folder. */
  record Listing(String folder) implements Step {
    public Listing {
      requireNonNull(folder, "folder");
    }
  }

  /** Links at or below a path are followed. */
  record Follow(String path) implements Step {
    public Follow {
      requireNonNull(path, "path");
    }
  }

  /** Writes a line. */
  record Echo(String text) implements Step {
    public Echo {
      requireNonNull(text, "text");
    }
  }
}
