// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.os.Command;
import org.waagent.os.Files;
import org.waagent.os.ResourceControl;
import org.waagent.os.Result;
import org.waagent.os.Shell;

/** Bounds by asking systemd, counts by reading what the kernel shows. */
@Component
public final class SystemdResources implements ResourceControl {
  /** An answer takes some milliseconds; who waits is a command of an extension. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final String SLICE = ".slice";

  private final Source source;
  private final Shell shell;
  private final Scopes scopes;
  private final Map<String, String> groups = new ConcurrentHashMap<>();

  @Activate
  public SystemdResources(@Reference Files files, @Reference ProcessShell shell) {
    this(files, shell, shell.scopes());
  }

  SystemdResources(Files files, Shell shell, Scopes scopes) {
    this.source = new Source(files);
    this.shell = shell;
    this.scopes = scopes;
  }

  @Override
  public Support support() {
    return scopes.support();
  }

  @Override
  public boolean bound(String unit, Quota quota) throws IOException, InterruptedException {
    if (!(support() instanceof Support.Groups found)) {
      return false;
    }
    List<String> limits = limits(unit, quota, found.version());
    boolean isSlice = unit.endsWith(SLICE);
    if (isSlice && limits.isEmpty()) {
      // Nothing to set: usage is counted because the scopes in the slice ask for it.
      return true;
    }
    if (!isSlice && !shown(unit, "LoadState").equals("loaded")) {
      return false;
    }
    List<String> words = new ArrayList<>(List.of("set-property", "--runtime", unit));
    words.addAll(List.of("CPUAccounting=yes", "MemoryAccounting=yes"));
    words.addAll(limits);
    ask(words);
    return true;
  }

  /** What was never set here is left alone: the owner of the machine may have set it. */
  private List<String> limits(String unit, Quota quota, int version) {
    String memory = version == 1 ? "MemoryLimit" : "MemoryMax";
    List<String> limits = new ArrayList<>();
    if (quota.cpuPercent().isPresent()) {
      limits.add("CPUQuota=" + Math.max(1, Math.round(quota.cpuPercent().getAsDouble())) + "%");
    } else if (isSet(unit, "CPUQuota")) {
      limits.add("CPUQuota=");
    }
    if (quota.memoryBytes().isPresent()) {
      limits.add(memory + "=" + quota.memoryBytes().getAsLong());
    } else if (isSet(unit, memory)) {
      limits.add(memory + "=infinity");
    }
    return limits;
  }

  private boolean isSet(String unit, String property) {
    String file = "/" + unit + ".d/50-" + property + ".conf";
    return DistroTable.SYSTEMD_SET.stream().anyMatch(folder -> source.isThere(folder + file));
  }

  @Override
  public Optional<Usage> usage(String unit) throws IOException, InterruptedException {
    Hierarchies hierarchies = scopes.hierarchies();
    if (hierarchies.isEmpty()) {
      return Optional.empty();
    }
    Counters counters = new Counters(source.files(), hierarchies);
    if (unit.endsWith(SLICE)) {
      return counters.of(slice(unit));
    }
    String known = groups.get(unit);
    Optional<Usage> usage = known == null ? Optional.empty() : counters.of(known);
    return usage.isPresent() ? usage : looked(unit, counters);
  }

  @Override
  public List<Long> others(String unit) throws IOException, InterruptedException {
    // Asking for the usage also finds out where the group is.
    if (unit.endsWith(SLICE) || usage(unit).isEmpty()) {
      return List.of();
    }
    long self = ProcessHandle.current().pid();
    return new Counters(source.files(), scopes.hierarchies())
        .processes(groups.get(unit)).stream().filter(process -> process != self).toList();
  }

  private Optional<Usage> looked(String unit, Counters counters)
      throws IOException, InterruptedException {
    Optional<String> own = ownGroup().filter(group -> name(group).equals(unit));
    String group = own.isPresent() ? own.get() : place(unit, counters);
    if (group.isEmpty()) {
      groups.remove(unit);
      return Optional.empty();
    }
    groups.put(unit, group);
    return counters.of(group);
  }

  /** Most services are in one place; only for the others somebody has to be asked. */
  private String place(String unit, Counters counters) throws IOException, InterruptedException {
    String usual = "/system.slice/" + unit;
    return counters.of(usual).isPresent() ? usual : shown(unit, "ControlGroup");
  }

  /** Each dash in the name of a slice leads one slice deeper, see {@code systemd.slice(5)}. */
  static String slice(String unit) {
    StringBuilder group = new StringBuilder();
    for (int dash = unit.indexOf('-'); dash >= 0; dash = unit.indexOf('-', dash + 1)) {
      group.append('/').append(unit, 0, dash).append(SLICE);
    }
    return group.append('/').append(unit).toString();
  }

  @Override
  public Optional<String> ownService() throws IOException {
    return ownGroup().map(SystemdResources::name).filter(name -> name.endsWith(".service"));
  }

  /** The group systemd put this process into: where it keeps its own, or where all are. */
  private Optional<String> ownGroup() throws IOException {
    boolean keepsItsOwn = scopes.hierarchies().byController().containsKey("name=systemd");
    Optional<String> unified = Optional.empty();
    for (String line : source.text(DistroTable.OWN_GROUPS).orElse("").split("\n")) {
      String[] parts = line.split(":", 3);
      if (keepsItsOwn && parts.length == 3 && parts[1].equals("name=systemd")) {
        return Optional.of(parts[2]);
      }
      if (parts.length == 3 && parts[1].isEmpty()) {
        unified = Optional.of(parts[2]);
      }
    }
    return unified;
  }

  private static String name(String group) {
    return group.substring(group.lastIndexOf('/') + 1);
  }

  private String shown(String unit, String property) throws IOException, InterruptedException {
    String told = ask(List.of("show", "--property=" + property, unit)).strip();
    return told.startsWith(property + "=") ? told.substring(property.length() + 1) : "";
  }

  private String ask(List<String> words) throws IOException, InterruptedException {
    if (!(support() instanceof Support.Groups)) {
      return "";
    }
    List<String> all = new ArrayList<>(List.of(DistroTable.SYSTEMCTL));
    all.addAll(words);
    Result result = shell.run(Command.of(all.toArray(String[]::new)).within(LIMIT));
    if (result.isSuccess()) {
      return result.output().stdout();
    }
    String line = String.join(" ", all);
    if (result instanceof Result.TimedOut) {
      String late = line + ": no answer within " + LIMIT.toSeconds() + " s";
      // So that nobody waits for it again soon.
      scopes.refused(late);
      throw new IOException(late);
    }
    String why = result instanceof Result.NotStarted not ? not.why() : result.output().stderr();
    throw new IOException(line + ": " + why.strip());
  }
}
