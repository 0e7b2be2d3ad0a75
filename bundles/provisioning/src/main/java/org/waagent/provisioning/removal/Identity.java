// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.removal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.waagent.os.Layout;
import org.waagent.os.Traces;
import org.waagent.plugin.Change;
import org.waagent.plugin.Effect;
import org.waagent.plugin.Outcome;
import org.waagent.provisioning.step.Toolbox;

/** What tells this machine from others of its image: keys, root's password, seeds. */
final class Identity {
  /** The server's own keys. A certificate that somebody gave it ({@code -cert.pub}) is not ours. */
  private static final Pattern HOST_KEY =
      Pattern.compile("ssh_host_((rsa|dsa|ecdsa|ed25519|xmss)_)?key(\\.pub)?");

  private final Toolbox tools;

  Identity(Toolbox tools) {
    this.tools = tools;
  }

  void forget(Draft draft) throws IOException {
    if (tools.config().regenerateSshHostKeyPair()) {
      forgetHostKeys(draft);
    }
    if (tools.config().deleteRootPassword() && !tools.accounts().isRootLocked()) {
      draft.add(new RootLock(tools));
    }
    Traces traces = tools.machine().traces();
    draft.delete("delete what root typed", draft.matches(traces.histories()));
    Layout layout = tools.machine().layout();
    draft.delete("delete seeds and keys of the first boot", draft.matches(layout.seeds()));
    List<Path> id = draft.matches(layout.machineId().stream().toList());
    draft.delete(
        "delete the id of the system",
        id,
        id.stream().findFirst().map(path -> path + " will be deleted."));
  }

  void forgetHostKeys(Draft draft) throws IOException {
    draft.delete(
        "delete SSH host keys",
        hostKeys(draft),
        Optional.of("All SSH host key pairs will be deleted."));
  }

  private List<Path> hostKeys(Draft draft) throws IOException {
    Path folder = tools.sshDir();
    return draft.matches(List.of(folder.resolve("ssh_host_*key*"))).stream()
        .filter(path -> HOST_KEY.matcher(path.getFileName().toString()).matches())
        .toList();
  }

  private record RootLock(Toolbox tools) implements Change {
    @Override
    public String id() {
      return "lock the password of root";
    }

    @Override
    public List<Effect> effects() {
      return List.of(Effect.setting("password of root"));
    }

    @Override
    public Optional<String> warning() {
      return Optional.of(
          "The password of root will be disabled. Nobody will be able to log in as root with it.");
    }

    @Override
    public Outcome apply() throws Exception {
      tools.accounts().lockRoot();
      return Outcome.done();
    }
  }
}
