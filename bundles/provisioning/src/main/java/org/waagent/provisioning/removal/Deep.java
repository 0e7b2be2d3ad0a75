// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.removal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.os.Command;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;
import org.waagent.os.Result;
import org.waagent.os.Shell;
import org.waagent.os.Traces;
import org.waagent.os.Users;
import org.waagent.plugin.Change;
import org.waagent.plugin.Effect;
import org.waagent.plugin.Outcome;
import org.waagent.provisioning.config.Provisioner;
import org.waagent.provisioning.step.Answer;
import org.waagent.provisioning.step.Toolbox;

/** What more can be taken out of an image than the platform asks for. */
final class Deep {
  private final Toolbox tools;

  Deep(Toolbox tools) {
    this.tools = tools;
  }

  void forget(Draft draft) throws IOException {
    boolean knows = !tools.files().list(Cleaning.DATA).isEmpty();
    if (knows && tools.shell().find(Cleaning.PROGRAM).isPresent()) {
      draft.add(new Cleaning(tools.shell()));
    }
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
    forgetHostKeys(draft);
    draft.delete("delete what the next boot makes anew", draft.matches(traces.gone()));
    draft.delete("delete logs and data of this machine alone", draft.contents(traces.caches()));
    draft.delete("delete what users typed", draft.matches(typed(traces.typed())));
  }

  /** Whoever provisions makes keys where there are none; where nobody does, they are all it has. */
  private void forgetHostKeys(Draft draft) throws IOException {
    boolean goAnyway = tools.config().regenerateSshHostKeyPair();
    if (!goAnyway && Provisioner.of(tools.config(), () -> true) != Provisioner.NOBODY) {
      new Identity(tools).forgetHostKeys(draft);
    }
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

  /** It knows what it made of the machine; what it leaves goes with the rest. */
  private record Cleaning(Shell shell) implements Change {
    private static final String PROGRAM = "cloud-init";
    private static final Path DATA = Path.of("/var/lib/cloud");
    private static final Duration TIME = Duration.ofMinutes(2);

    @Override
    public String id() {
      return "have cloud-init forget this machine";
    }

    @Override
    public String description() {
      return id() + " (" + PROGRAM + " clean --logs)";
    }

    @Override
    public List<Effect> effects() {
      return List.of(Effect.setting("what cloud-init knows of this machine"));
    }

    @Override
    public Optional<Duration> limit() {
      return Optional.of(TIME);
    }

    @Override
    public Outcome apply() throws Exception {
      Result result = shell.run(Command.of(PROGRAM, "clean", "--logs").within(TIME));
      if (result.isSuccess()) {
        return Outcome.done();
      }
      String why = PROGRAM + " clean: " + Answer.of(result);
      return new Outcome.Failed(Outcome.Failed.UNEXPECTED, why);
    }
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
