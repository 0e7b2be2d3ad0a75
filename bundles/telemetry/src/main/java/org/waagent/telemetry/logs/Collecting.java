// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;
import org.waagent.telemetry.clean.Bounded;
import org.waagent.telemetry.clean.Cleaner;
import org.waagent.telemetry.clean.Cleaners;
import org.waagent.telemetry.clean.Cuts;

/** One run: puts files into the archive until the plan, or a bound, is at its end. */
final class Collecting {
  private final Files files;
  private final CollectionPlan plan;
  private final Limits limits;
  private final Pace pace;
  private final Target target;
  private final Cleaners cleaners;
  private final Results results = new Results();
  private final List<Member> members = new ArrayList<>();
  private final List<LeftOut> leftOut = new ArrayList<>();
  private final Set<Path> seen = new HashSet<>();
  private long room;
  private int errors;

  Collecting(Files files, CollectionPlan plan, Limits limits, Pace pace, OutputStream archive) {
    this.files = files;
    this.plan = plan;
    this.limits = limits;
    this.pace = pace;
    this.target = new Target(archive);
    this.cleaners = new Cleaners(limits.file());
    this.room = limits.total();
  }

  List<Member> members() {
    return members;
  }

  List<LeftOut> leftOut() {
    return leftOut;
  }

  Results results() {
    return results;
  }

  /**
   * Does it all.
   *
   * @throws IOException if the archive can't be written, or too many files can't be read
   */
  void run(Instant now) throws IOException {
    results.line("Log collection of " + now);
    Globs globs = new Globs(files, plan::isFollowed);
    for (Step step : plan.steps()) {
      if (step instanceof Step.Copy copy) {
        for (Path path : globs.find(copy.glob())) {
          copy(path);
        }
      } else if (step instanceof Step.Listing listing) {
        results.listing(Path.of(listing.folder()), files);
      } else if (step instanceof Step.Echo echo) {
        results.line(echo.text());
      }
    }
    results.line(members.size() + " files taken, " + leftOut.size() + " left out");
    target.begin(Results.NAME, now.toEpochMilli()).write(results.bytes());
    target.end();
    Manifest.write(members, leftOut, target.begin(Manifest.NAME, now.toEpochMilli()));
    target.end();
    target.finish();
  }

  private void copy(Path path) throws IOException {
    if (!seen.add(path)) {
      return;
    }
    try {
      Optional<FileFacts> facts = files.look(path);
      if (facts.isEmpty()) {
        return;
      }
      Optional<String> refusal = refusal(path, facts.get());
      if (refusal.isPresent()) {
        leaveOut(path, refusal.get());
        return;
      }
      add(path, facts.get());
    } catch (ArchiveException | InterruptedIOException e) {
      throw e;
    } catch (NoSuchFileException e) {
      leaveOut(path, "gone meanwhile");
    } catch (AccessDeniedException e) {
      leaveOut(path, "may not be read");
    } catch (IOException e) {
      leaveOut(path, "can't be read: " + e.getMessage());
      countError();
    }
  }

  private Optional<String> refusal(Path path, FileFacts facts) {
    String name = path.getFileName().toString();
    Optional<String> byName = Cleaners.refusal(name);
    if (byName.isPresent()) {
      return byName;
    }
    if (facts.kind() == FileFacts.Kind.LINK && !plan.isFollowed(path)) {
      return Optional.of("a link");
    }
    if (facts.kind() == FileFacts.Kind.OTHER) {
      return Optional.of("not a file");
    }
    if (facts.size() > limits.file() && !Cleaners.isCleanInParts(name)) {
      return Optional.of("too large: " + facts.size() + " bytes");
    }
    if (members.size() >= limits.members() || Math.min(facts.size(), limits.file()) > room) {
      return Optional.of("no room is left");
    }
    return Optional.empty();
  }

  private void add(Path path, FileFacts facts) throws IOException {
    long tooMuch = Math.max(0, facts.size() - limits.file());
    try (Source source = new Source(files.open(path), pace)) {
      source.leaveOut(tooMuch);
      Cleaner cleaner =
          tooMuch > 0 ? Cleaners.ofTail() : cleaners.of(path.getFileName().toString());
      String name = name(path, tooMuch > 0);
      Cuts cuts = new Cuts();
      OutputStream content = target.begin(name, facts.modified().toEpochMilli());
      String trouble = clean(cleaner, new Bounded(source, limits.file()), content, cuts);
      long size = target.end();
      room -= size;
      String note = tooMuch > 0 ? "the first " + tooMuch + " bytes are left out" : trouble;
      members.add(new Member(name, path, size, cuts.counts(), note));
      results.line(path + " " + size + " bytes" + (cuts.total() > 0 ? ", cut" : "") + " " + note);
    }
  }

  /** How far it came is in the archive; why no further. */
  private String clean(Cleaner cleaner, Bounded from, OutputStream to, Cuts cuts)
      throws IOException {
    try {
      cleaner.clean(from, to, cuts);
      return "";
    } catch (ArchiveException | InterruptedIOException e) {
      throw e;
    } catch (SourceException e) {
      countError();
      return "ends early: " + e.getMessage();
    } catch (IOException e) {
      // The message of a parser quotes what it could not parse.
      return "ends early: it is not what its name says";
    }
  }

  private void countError() throws IOException {
    errors++;
    if (errors >= limits.errors()) {
      throw new ArchiveException(new IOException(errors + " files could not be read"));
    }
  }

  private void leaveOut(Path path, String why) {
    leftOut.add(new LeftOut(path, why));
    results.line(path + " left out: " + why);
  }

  private static String name(Path path, boolean truncated) {
    String name = path.toString().substring(1);
    return truncated ? "truncated_" + path.toString().replace('/', '_') : name;
  }
}
