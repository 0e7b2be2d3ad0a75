// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.verb;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.waagent.goalstate.BlobUrl;
import org.waagent.host.ArtifactSource;
import org.waagent.host.Cms;
import org.waagent.os.Clock;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.plugin.Console;
import org.waagent.plugin.Verb;
import org.waagent.updater.Automatic;
import org.waagent.updater.Origin;
import org.waagent.updater.State;
import org.waagent.updater.Step;
import org.waagent.updater.Updates;
import org.waagent.updater.config.AutoUpdateConfig;
import org.waagent.updater.config.FeaturesConfig;
import org.waagent.updater.partner.PartnerControl;

/**
 * {@code waagent features}: what runs, what each feature may use, and changes of it.
 *
 * <p>Exit codes: 0 fine, 1 failed, 2 wrong arguments, 10 the archive may not be installed, 11
 * nobody said yes, 12 not now, 13 it was not healthy and the set before runs, 14 it is not over
 * yet.
 */
@Component(
    service = Verb.class,
    configurationPid = {FeaturesConfig.PID, AutoUpdateConfig.PID},
    property = {
      Verb.NAME + "=features",
      Verb.HELP
          + "=Shows and changes what runs: [list|explain NAME|verify|install ARCHIVE|update ARCHIVE"
          + "|remove NAME|rollback|pin|unpin|hold|release] [--json|--yes]",
      Verb.NEEDS + "=either"
    })
public final class FeaturesVerb implements Verb {
  private static final int LONGEST_HOLD = 24 * 365;

  private final Desk desk;

  /** Made by Declarative Services. */
  @Activate
  public FeaturesVerb(
      BundleContext context,
      FeaturesConfig features,
      AutoUpdateConfig updating,
      @Reference Updates updates,
      @Reference PartnerControl partners,
      @Reference Files files,
      @Reference Directories directories,
      @Reference Clock clock,
      @Reference Cms cms,
      @Reference(cardinality = ReferenceCardinality.OPTIONAL) ArtifactSource artifacts,
      @Reference(cardinality = ReferenceCardinality.OPTIONAL) Automatic automatic) {
    this(
        Desk.of(
            context,
            new Desk.Services(
                updates,
                partners,
                files,
                directories,
                clock,
                cms,
                Optional.ofNullable(artifacts),
                Optional.ofNullable(automatic)),
            features,
            updating));
  }

  FeaturesVerb(Desk desk) {
    this.desk = desk;
  }

  @Override
  public int run(List<String> arguments, Console console) throws Exception {
    Optional<Words> words = Words.of(arguments);
    if (words.isEmpty()) {
      console.err(Words.USAGE);
      return ExitCode.USAGE;
    }
    Words given = words.get();
    return switch (given.what()) {
      case "list" -> list(given, console);
      case "explain" -> explain(given, console);
      case "verify" -> verify(given, console);
      case "install", "update" -> install(given, console);
      case "remove" -> changed(desk.installing().remove(given.name(), console));
      case "rollback" -> changed(desk.installing().rollBack(console));
      case "release" -> release(given.name(), console);
      case "hold" -> hold(given, console);
      default -> pin(given, console);
    };
  }

  private int list(Words words, Console console) throws IOException {
    Overview overview = desk.overview();
    // Without a daemon nothing is updated by itself.
    Optional<String> automatic = console.inDaemon() ? desk.automatic() : Optional.empty();
    if (words.json()) {
      JsonObject json = overview.json();
      automatic.ifPresent(text -> json.addProperty("automatic", text));
      console.out(json.toString());
    } else {
      overview.lines().forEach(console::out);
      automatic.ifPresent(text -> console.out("by itself: " + text));
    }
    return ExitCode.FINE;
  }

  private int explain(Words words, Console console) throws IOException {
    Overview overview = desk.overview();
    Optional<State.Installed> feature = desk.feature(words.name());
    if (feature.isEmpty()) {
      return unknown(words.name(), console);
    }
    JsonObject json =
        new Explained(desk.files(), desk.places().archives()).json(overview, feature.get());
    if (words.json()) {
      console.out(json.toString());
    } else {
      Explained.lines(json).forEach(console::out);
    }
    return ExitCode.FINE;
  }

  private int verify(Words words, Console console) throws IOException {
    List<BundleSeals.Seal> seals = desk.seals();
    if (words.json()) {
      JsonArray json = new JsonArray();
      seals.forEach(seal -> json.add(seal.json()));
      console.out(json.toString());
    } else {
      seals.forEach(seal -> console.out(seal.line()));
    }
    return seals.stream().allMatch(BundleSeals.Seal::isWhole) ? ExitCode.FINE : ExitCode.FAILED;
  }

  private int install(Words words, Console console) throws IOException, InterruptedException {
    try (Incoming.Local archive = taken(words.name(), console)) {
      return changed(desk.installing().install(archive.path(), words.sure(), console));
    }
  }

  private Incoming.Local taken(String name, Console console) throws IOException {
    if (!Incoming.isAddress(name)) {
      return desk.incoming().take(name);
    }
    String what = new BlobUrl(name).withoutQuery();
    console.out(what + ": " + Step.FETCH.running());
    try {
      return desk.incoming().take(name);
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage());
      desk.updates().refuse(what, Step.FETCH, why, Origin.COMMAND);
      throw e;
    }
  }

  /** A feature that came in another version is no longer in quarantine: all of it has to run. */
  private int changed(int code) {
    desk.partners().refresh();
    desk.updates().state().features().forEach(feature -> desk.partners().start(feature.name()));
    return code;
  }

  private int release(String name, Console console) {
    if (!desk.partners().release(name)) {
      console.err(name + " is not in quarantine");
      return ExitCode.FAILED;
    }
    List<String> failed = console.inDaemon() ? desk.partners().start(name) : List.of();
    failed.forEach(console::err);
    console.out(name + " is out of quarantine");
    return failed.isEmpty() ? ExitCode.FINE : ExitCode.FAILED;
  }

  private int hold(Words words, Console console) throws IOException {
    int hours = 0;
    try {
      hours = words.names().isEmpty() ? LONGEST_HOLD : Integer.parseInt(words.name());
    } catch (NumberFormatException e) {
      console.err("not a number of hours: " + words.name());
      return ExitCode.USAGE;
    }
    if (hours < 0 || hours > LONGEST_HOLD) {
      console.err("hours must be from 0, which ends it, to " + LONGEST_HOLD);
      return ExitCode.USAGE;
    }
    Optional<Instant> until =
        hours == 0
            ? Optional.empty()
            : Optional.of(desk.clock().instant().plus(Duration.ofHours(hours)));
    desk.pins().hold(until);
    console.out(until.map(time -> "updates are held until " + time).orElse("updates go on"));
    return ExitCode.FINE;
  }

  private int pin(Words words, Console console) throws IOException {
    String name = words.name();
    if (words.what().equals("unpin")) {
      boolean was = desk.pins().unpin(name);
      console.out(name + (was ? " is no longer pinned" : " was not pinned"));
      return ExitCode.FINE;
    }
    Optional<State.Installed> feature = desk.feature(name);
    if (feature.isEmpty()) {
      return unknown(name, console);
    }
    String version = words.names().size() > 1 ? words.names().get(1) : feature.get().version();
    desk.pins().pin(name, version);
    console.out(name + " is pinned to " + version);
    return ExitCode.FINE;
  }

  private static int unknown(String name, Console console) {
    console.err("no feature " + name + " runs; 'waagent features' lists those that do");
    return ExitCode.FAILED;
  }
}
