// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.removal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;
import org.waagent.os.Traces;
import org.waagent.os.Users;
import org.waagent.plugin.Change;
import org.waagent.plugin.Effect;
import org.waagent.plugin.Outcome;
import org.waagent.provisioning.step.Toolbox;

/** What more can be taken out of an image than the platform asks for. */
final class Deep {
  private final Toolbox tools;

  Deep(Toolbox tools) {
    this.tools = tools;
  }

  void forget(Draft draft) throws IOException {
    Traces traces = tools.machine().traces();
    List<Path> goesAnyway = tools.machine().layout().machineId().stream().toList();
    for (Path path : traces.emptied()) {
      Optional<FileFacts> facts = tools.files().look(path);
      // A link leads to one that is emptied, or to nothing of ours.
      if (facts.isPresent()
          && facts.get().kind() == FileFacts.Kind.FILE
          && facts.get().size() > 0
          && !goesAnyway.contains(path)) {
        draft.add(new Emptying(tools.files(), path, facts.get()));
      }
    }
    draft.delete("delete what the next boot makes anew", draft.matches(traces.gone()));
    draft.delete("delete logs and data of this machine alone", draft.contents(traces.caches()));
    draft.delete("delete what users typed", draft.matches(typed(traces.typed())));
  }

  private List<Path> typed(List<String> names) throws IOException {
    List<Path> paths = new ArrayList<>();
    for (Users.User user : tools.users().all()) {
      boolean person = user.id() == 0 || user.id() >= tools.users().firstOrdinaryId();
      if (person && user.home().isAbsolute() && user.home().getNameCount() > 0) {
        names.forEach(name -> paths.add(user.home().resolve(name)));
      }
    }
    return paths.stream().distinct().toList();
  }

  private record Emptying(Files files, Path path, FileFacts facts) implements Change {
    @Override
    public String id() {
      return "empty " + path;
    }

    @Override
    public List<Effect> effects() {
      return List.of(Effect.file(path));
    }

    @Override
    public Outcome apply() throws Exception {
      files.write(path, new byte[0], facts.mode());
      return Outcome.done();
    }
  }
}
