// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.HandlerStatus;
import org.waagent.extension.handler.HandlerStore;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.plugin.Check;
import org.waagent.plugin.Status;

/** Whether every extension handler on the machine is ready. */
@Component
public final class ExtensionsCheck implements Check {
  private static final int LONGEST_CAUSE = 300;

  private final HandlerStore store;
  private final Directories directories;

  /** Made by Declarative Services. */
  @Activate
  public ExtensionsCheck(@Reference Files files, @Reference Directories directories) {
    this.store = new HandlerStore(files, directories);
    this.directories = directories;
  }

  @Override
  public String name() {
    return "extensions";
  }

  @Override
  public Finding look() throws IOException {
    List<HandlerFolder> handlers = store.all();
    List<String> problems = new ArrayList<>();
    List<String> logs = new ArrayList<>();
    for (HandlerFolder folder : handlers) {
      Optional<HandlerStatus> status = store.status(folder);
      if (status.isPresent() && !status.get().status().equals(Status.READY)) {
        problems.add(problem(folder, status.get()));
        logs.add(directories.extensionLogs().resolve(folder.name().text()).toString());
      }
    }
    return problems.isEmpty()
        ? Finding.fine(handlers.isEmpty() ? "no extensions" : handlers.size() + " ready")
        : new Finding(
            Severity.ERROR,
            String.join("; ", problems),
            "Read the logs in "
                + String.join(", ", logs)
                + ", remove the reason, then change the extension's settings or restart the agent:"
                + " either tries again.");
  }

  private static String problem(HandlerFolder folder, HandlerStatus status) {
    String message = status.message().replace('\n', ' ');
    String shown =
        message.length() > LONGEST_CAUSE ? message.substring(0, LONGEST_CAUSE) + "..." : message;
    return "%s is %s (code %d): %s"
        .formatted(folder.path().getFileName(), status.status(), status.code(), shown);
  }
}
