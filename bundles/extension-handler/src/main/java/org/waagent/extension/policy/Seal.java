// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.policy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.waagent.extension.handler.ExtensionFailure;

/** What is asked of one package, on its way from the network to its folder. */
public interface Seal {
  /** Nothing is asked. */
  Seal NONE =
      new Seal() {
        @Override
        public void checkPackage() {
          // Nothing is asked.
        }

        @Override
        public void checkContent(Path unpacked) {
          // Nothing is asked.
        }

        @Override
        public Optional<ExtensionFailure> refusal(Throwable failure) {
          return Optional.empty();
        }
      };

  /**
   * Looks at the package before it is unpacked.
   *
   * @throws IOException if it is refused
   */
  void checkPackage() throws IOException;

  /**
   * Looks at what was unpacked before it is put in place, and marks it if all is well.
   *
   * @throws IOException if it is refused
   */
  void checkContent(Path unpacked) throws IOException;

  /** What is told if a failure comes from a check. */
  Optional<ExtensionFailure> refusal(Throwable failure);
}
