// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.os.Command;
import org.waagent.os.Files;
import org.waagent.os.HostNames;
import org.waagent.os.Machine;
import org.waagent.os.Mode;
import org.waagent.os.Shell;

/** Keeps the host name in the file this system reads it from, and tells the kernel. */
@Component
public final class LocalHostNames implements HostNames {
  private static final Duration TIME = Duration.ofSeconds(30);
  private static final Pattern NAME =
      Pattern.compile("(?!.*\\.\\.)(?!.*[.-]$)[A-Za-z0-9][A-Za-z0-9._-]{0,252}");

  private final Files files;
  private final Source source;
  private final Shell shell;
  private final Machine machine;

  @Activate
  public LocalHostNames(
      @Reference Files files, @Reference Shell shell, @Reference Machine machine) {
    this.files = files;
    this.source = new Source(files);
    this.shell = shell;
    this.machine = machine;
  }

  private NameKeeper keeper() {
    return NameKeeper.of(DistroTable.setup(machine.distro().family()).hostName());
  }

  @Override
  public Optional<String> kept() throws IOException {
    NameKeeper keeper = keeper();
    if (keeper.file().isEmpty()) {
      return Optional.empty();
    }
    String text = source.text(keeper.file()).orElse("");
    return text.lines().flatMap(line -> keeper.name(line).stream()).reduce((a, b) -> b);
  }

  @Override
  public void set(String name) throws IOException, InterruptedException {
    check(name);
    NameKeeper keeper = keeper();
    if (keeper.file().isEmpty()) {
      return;
    }
    if (!byProgram(keeper.programs(), name)) {
      keep(keeper, name);
    }
    if (!machine.hostName().equals(name)) {
      run(List.of(DistroTable.HOSTNAME, name));
    }
    for (List<String> words : keeper.followUp()) {
      run(words.stream().map(word -> word.replace("NAME", name)).toList());
    }
  }

  private static void check(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a host name: " + name);
    }
  }

  @Override
  public Map<Path, String> sent() throws IOException {
    return new SentNames(files).all();
  }

  @Override
  public void send(String name) throws IOException {
    check(name);
    new SentNames(files).replace(name);
  }

  /** What does both at once, if there is such a program here and it works. */
  private boolean byProgram(List<String> words, String name) throws InterruptedException {
    if (words.isEmpty() || shell.find(words.get(0)).isEmpty()) {
      return false;
    }
    List<String> line = new ArrayList<>(words);
    line.add(name);
    Command command = Command.of(line.toArray(String[]::new)).within(TIME);
    // It needs a bus, which may not be there yet; the file is what counts then.
    return shell.run(command).isSuccess();
  }

  private void run(List<String> words) throws IOException, InterruptedException {
    Answers.inTime(shell, Command.of(words.toArray(String[]::new)).within(TIME));
  }

  private void keep(NameKeeper keeper, String name) throws IOException {
    List<String> lines = new ArrayList<>();
    if (keeper.sharesFile()) {
      source.text(keeper.file()).orElse("").lines().forEach(lines::add);
      lines.removeIf(line -> keeper.name(line).isPresent());
    }
    lines.add(keeper.line(name));
    byte[] content = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    Path file = Path.of(keeper.file());
    files.write(file, content, files.modeOr(file, Mode.PUBLIC));
  }
}
