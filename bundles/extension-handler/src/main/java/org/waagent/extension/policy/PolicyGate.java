// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.policy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.service.log.Logger;
import org.waagent.extension.command.PassId;
import org.waagent.extension.handler.MalformedJson;
import org.waagent.os.Files;
import org.waagent.plugin.GoalStateHistory;

/**
 * Reads the policy once for each processing of a goal state, so that all of it is judged by the
 * same rules. May be used by many threads.
 */
public final class PolicyGate {
  private static final String HISTORY_NAME = "waagent_policy.json";
  private static final int LARGEST = 1 << 20;

  private final Files files;
  private final Logger logger;
  private final PolicySource source;
  private Known known = Known.NOTHING;

  /**
   * @param files where the policy is
   * @param logger is told of a policy that makes no sense
   * @param source how it is configured
   */
  public PolicyGate(Files files, Logger logger, PolicySource source) {
    this.files = files;
    this.logger = logger;
    this.source = source;
  }

  /** A ruling, what it holds for, and the text it was made from. */
  private record Known(Optional<PassId> pass, Ruling ruling, Optional<String> text) {
    private static final Known NOTHING =
        new Known(
            Optional.empty(),
            new Ruling(Path.of("/"), ExtensionPolicy.none(), Optional.empty()),
            Optional.empty());
  }

  /** The ruling for a processing. */
  public Ruling ruling(PassId pass) {
    return known(pass).ruling();
  }

  /** The ruling of the processing last asked for. */
  public synchronized Ruling current() {
    return known.ruling();
  }

  /** Adds the policy to the history of goal states. */
  public void keep(PassId pass) {
    Optional<String> text = known(pass).text();
    if (text.isPresent()) {
      for (GoalStateHistory history : source.histories()) {
        history.keep(HISTORY_NAME, text.get());
      }
    }
  }

  private synchronized Known known(PassId pass) {
    if (!known.pass().equals(Optional.of(pass))) {
      known = read(pass);
      known.ruling().fault().ifPresent(logger::error);
    }
    return known;
  }

  private Known read(PassId pass) {
    Path file = source.keys().file();
    if (!source.keys().policy() || !files.exists(file)) {
      return new Known(Optional.of(pass), Known.NOTHING.ruling(), Optional.empty());
    }
    Optional<String> text = Optional.empty();
    try {
      text = Optional.of(files.readText(file, LARGEST));
      Ruling ruling = new Ruling(file, PolicyDocument.parse(text.get()), Optional.empty());
      return new Known(Optional.of(pass), ruling, text);
    } catch (NoSuchFileException e) {
      return new Known(Optional.of(pass), Known.NOTHING.ruling(), Optional.empty());
    } catch (IOException e) {
      String why = e instanceof MalformedJson ? e.getMessage() : e.toString();
      Ruling ruling = new Ruling(file, ExtensionPolicy.none(), Optional.of(fault(file, why)));
      return new Known(Optional.of(pass), ruling, text);
    }
  }

  /** Why a policy file can't be followed; empty if it can be, or none is to be followed. */
  public Optional<String> fault() {
    return read(new PassId("", "")).ruling().fault();
  }

  private static String fault(Path file, String why) {
    return "Customer-provided policy file ('%s') is invalid, please correct the following error: %s"
        .formatted(file, why);
  }
}
