// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.removal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.waagent.os.HostNames;
import org.waagent.os.Layout;
import org.waagent.os.Machine;
import org.waagent.plugin.Change;
import org.waagent.plugin.Effect;
import org.waagent.plugin.Outcome;

/**
 * What the network left: leases, the host name, name servers. It needs nothing else of this bundle.
 */
final class Network {
  private static final String NO_NAME = "localhost.localdomain";

  private final Machine machine;
  private final HostNames hostNames;

  Network(Machine machine, HostNames hostNames) {
    this.machine = machine;
    this.hostNames = hostNames;
  }

  /** Leases alone. */
  void forgetLeases(Draft draft) throws IOException {
    Layout layout = machine.layout();
    draft.delete(
        "delete DHCP leases",
        draft.contents(layout.leaseFolders()),
        Optional.of("Cached DHCP leases will be deleted."));
    draft.delete(
        "delete DHCP leases among other files",
        draft.matches(layout.leaseFiles()),
        Optional.of("Cached DHCP leases will be deleted."));
  }

  void forget(Draft draft) throws IOException {
    forgetLeases(draft);
    boolean kept = hostNames.kept().filter(name -> !name.equals(NO_NAME)).isPresent();
    if (kept || !machine.hostName().equals(NO_NAME)) {
      draft.add(new Renaming(hostNames));
    }
    Map<Path, String> sent = new TreeMap<>(hostNames.sent());
    sent.values().removeIf(NO_NAME::equals);
    if (!sent.isEmpty()) {
      draft.add(new Sending(hostNames, sent));
    }
    forgetServers(draft);
  }

  private void forgetServers(Draft draft) throws IOException {
    Layout layout = machine.layout();
    Path file = layout.resolver();
    if (layout.keptResolver()) {
      draft.say("leave " + file, file + " will not be deleted: this system makes it anew.");
      return;
    }
    Optional<Path> target =
        draft.files().target(file).map(link -> file.resolveSibling(link).normalize());
    if (!layout.resolverSources().isEmpty() && target.equals(Optional.of(layout.resolverLink()))) {
      draft.delete(
          "delete name servers that resolvconf keeps",
          draft.matches(layout.resolverSources()),
          Optional.of(names(layout.resolverSources()) + " will be deleted."));
    } else if (target.isPresent() && isMade(target.get())) {
      draft.say(
          "leave " + file, file + " will not be deleted: it is made by what keeps " + target.get());
    } else {
      draft.delete(
          "delete name servers",
          draft.matches(List.of(file)),
          Optional.of(file + " will be deleted."));
    }
  }

  private boolean isMade(Path target) {
    return machine.traces().resolverMakers().stream().anyMatch(target::startsWith);
  }

  private static String names(List<Path> paths) {
    return String.join(" and ", paths.stream().map(Path::toString).toList());
  }

  /** Clients would ask the next network for the name of this machine. */
  private record Sending(HostNames hostNames, Map<Path, String> sent) implements Change {
    @Override
    public String id() {
      return "have DHCP clients send " + NO_NAME;
    }

    @Override
    public List<Effect> effects() {
      return sent.entrySet().stream()
          .map(one -> Effect.line(one.getKey(), one.getValue()))
          .toList();
    }

    @Override
    public Outcome apply() throws Exception {
      hostNames.send(NO_NAME);
      return Outcome.done();
    }
  }

  private record Renaming(HostNames hostNames) implements Change {
    @Override
    public String id() {
      return "set the host name to " + NO_NAME;
    }

    @Override
    public List<Effect> effects() {
      return List.of(Effect.setting("host name"));
    }

    @Override
    public Outcome apply() throws Exception {
      hostNames.set(NO_NAME);
      return Outcome.done();
    }
  }
}
