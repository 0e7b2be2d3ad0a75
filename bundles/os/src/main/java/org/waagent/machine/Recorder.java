// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.os.Recorded;
import org.waagent.os.RecordedCommand;

/** Starts and finds recorded commands. */
final class Recorder {
  /**
   * Stays around the line and outlives the agent. Uses what is built into the shell, so that it
   * works with any PATH the line wants. It catches signals, because the line may signal its own
   * group, but does not ignore them, because that would be inherited. What tunes or protects the
   * agent's own process is taken off. Its long names keep it from changing what the line inherits.
   *
   * <p>It looks for its ticket after it wrote its process id, and {@link #adopt} takes the ticket
   * before it looks for that id. So a recorder that was slow to begin, and whose agent is gone, is
   * either found or does nothing; it never runs beside a second one.
   */
  private static final String SCRIPT =
      """
      waagent_r=$1 waagent_l=$2 waagent_sh=$3 waagent_ps=$4 waagent_t=$5 waagent_d=$6
      waagent_may() {
        { read -r waagent_x <"$waagent_r/ticket"; } 2>/dev/null && [ "$waagent_x" = "$waagent_t" ]
      }
      waagent_may || exit 125
      exec </dev/null >"$waagent_r/stdout" 2>"$waagent_r/stderr" || exit 125
      if [ -r /proc/self/stat ]; then
        read -r waagent_s </proc/self/stat
        read -r waagent_b </proc/sys/kernel/random/boot_id
        set -- ${waagent_s##*) }
        shift 19
        waagent_s=$1
      else
        waagent_b=- waagent_s=$("$waagent_ps" -o lstart= -p $$)
      fi
      printf '%s %s %s\\n' "$$" "$waagent_b" "$waagent_s" >"$waagent_r/pid" || exit 125
      waagent_may || exit 125
      unset MALLOC_ARENA_MAX
      { [ -w /proc/self/oom_score_adj ] && echo 0 >/proc/self/oom_score_adj; } 2>/dev/null
      trap : HUP INT QUIT TERM
      if [ "$waagent_d" = direct ]; then
        (exec $waagent_l)
      else
        "$waagent_sh" -c "$waagent_l"
      fi
      waagent_c=$?
      printf '%s\\n' "$waagent_c" >"$waagent_r/exit"
      exit "$waagent_c"
      """;

  /**
   * A path and words in which a shell would find nothing to do but to start a program: so none is
   * started for it.
   */
  private static final Pattern DIRECT =
      Pattern.compile("\\.?/[A-Za-z0-9_./-]+( +[A-Za-z0-9_./:,@%+-]+)*");

  private final Root root;
  private final Files files;
  private final Launch launch;
  private final Births births;
  private final Killing killing;
  private final Scopes scopes;

  Recorder(Root root, Files files, Launch launch, Births births, Killing killing, Scopes scopes) {
    this.root = root;
    this.files = files;
    this.launch = launch;
    this.births = births;
    this.killing = killing;
    this.scopes = scopes;
  }

  Recorded start(RecordedCommand command) throws IOException {
    RecordFolder record = new RecordFolder(files, command.record());
    List<String> scope = command.scope().map(scopes::words).orElse(List.of());
    OwnChild child = start(command, record, scope);
    return scope.isEmpty()
        ? child
        : new ScopedChild(
            child,
            record,
            () -> start(command, record, List.of()),
            scopes::refused,
            ScopedChild.LATE);
  }

  private OwnChild start(RecordedCommand command, RecordFolder record, List<String> scope)
      throws IOException {
    files.makeFolder(command.record(), Mode.OWNER_FOLDER);
    record.clear();
    String ticket = Replacement.partName();
    record.permit(ticket);
    Path folder = root.follow(command.record());
    List<String> words = new ArrayList<>(scope);
    words.addAll(List.of(DistroTable.SH, "-c", SCRIPT, "recorder", folder.toString()));
    words.addAll(List.of(command.line(), DistroTable.SH, DistroTable.PS, ticket));
    words.add(DIRECT.matcher(command.line()).matches() ? "direct" : "shell");
    // systemd-run writes its errors there, until the recorder takes the file over.
    Redirect errors =
        scope.isEmpty() ? Redirect.DISCARD : Redirect.to(folder.resolve("stderr").toFile());
    Process process = launch.detach(words, command.environment(), command.directory(), errors);
    return new OwnChild(process, record, killing);
  }

  Optional<Recorded> adopt(Path folder) throws IOException {
    RecordFolder record = new RecordFolder(files, folder);
    Optional<RecordFolder.Identity> identity = record.identity();
    if (identity.isEmpty()) {
      record.revoke();
      identity = record.identity();
    }
    return identity.map(known -> new Adopted(known, record, births, killing));
  }
}
