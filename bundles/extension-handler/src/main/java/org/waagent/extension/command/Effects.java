// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import java.io.IOException;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.HandlerState;
import org.waagent.extension.handler.HandlerStore;
import org.waagent.goalstate.HandlerName;
import org.waagent.plugin.Status;

/**
 * Notes on disk what a command that worked means for its handler. It may be noted twice: after a
 * restart nobody knows whether it was.
 */
final class Effects {
  private final HandlerStore store;

  Effects(HandlerStore store) {
    this.store = store;
  }

  void of(HandlerName name, Step step) throws IOException {
    HandlerFolder folder = store.folder(name, step.version());
    switch (step.kind()) {
      case INSTALL -> installed(folder, step);
      case ENABLE -> enabled(folder, step);
      case DISABLE -> disabled(folder, step);
      case UPDATE, UNINSTALL -> {
        // What follows them is noted by the update or the removal they are part of.
      }
    }
  }

  private void installed(HandlerFolder folder, Step step) throws IOException {
    note(
        folder, HandlerState.INSTALLED, Status.NOT_READY, "Plugin installed but not enabled", step);
  }

  private void enabled(HandlerFolder folder, Step step) throws IOException {
    if (!step.settings().isEmpty()) {
      store.enabled(folder, step.settings(), true);
    }
    note(folder, HandlerState.ENABLED, Status.READY, "Plugin enabled", step);
  }

  private void disabled(HandlerFolder folder, Step step) throws IOException {
    if (!step.settings().isEmpty()) {
      store.enabled(folder, step.settings(), false);
      if (!store.enabledSettings(folder).isEmpty()) {
        return;
      }
    }
    note(folder, HandlerState.INSTALLED, Status.NOT_READY, "Plugin disabled", step);
  }

  private void note(
      HandlerFolder folder, HandlerState state, String status, String message, Step step)
      throws IOException {
    store.state(folder, state);
    store.status(folder, status, 0, message, step.multiConfig());
  }
}
