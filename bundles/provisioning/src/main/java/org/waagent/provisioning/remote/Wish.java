// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.remote;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.waagent.goalstate.RemoteAccess;
import org.waagent.goalstate.Secret;
import org.waagent.os.NewAccount;

/**
 * An account that is wanted until a time.
 *
 * @param name login name
 * @param password as it came, encrypted
 * @param expires when it goes
 */
record Wish(String name, Secret password, Instant expires) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss z", Locale.ENGLISH);

  Wish {
    requireNonNull(name, "name");
    requireNonNull(password, "password");
    requireNonNull(expires, "expires");
  }

  /**
   * What can be made of a document.
   *
   * @param good by name; of several with one name the last counts, as with the Python agent
   * @param bad entries nobody can act on, a line each
   * @param named every name of the document that can be one, also of bad entries: who is named is
   *     not to be removed because of a time that can't be read
   */
  record Wishes(Map<String, Wish> good, List<String> bad, List<String> named) {
    Wishes {
      good = new LinkedHashMap<>(good);
      bad = List.copyOf(bad);
      named = List.copyOf(named);
    }

    static Wishes of(RemoteAccess access) {
      Map<String, Wish> good = new LinkedHashMap<>();
      List<String> bad = new ArrayList<>();
      List<String> named = new ArrayList<>();
      for (RemoteAccess.User user : access.users()) {
        if (!NewAccount.isName(user.name())) {
          bad.add("a name no account may have");
          continue;
        }
        if (named.contains(user.name())) {
          bad.add(user.name() + ": named twice; the last counts");
        }
        named.add(user.name());
        Optional<Instant> expires = user.expiration().flatMap(Wish::time);
        if (expires.isEmpty()) {
          good.remove(user.name());
          bad.add(user.name() + ": no time it expires at");
        } else {
          good.put(user.name(), new Wish(user.name(), user.encryptedPassword(), expires.get()));
        }
      }
      return new Wishes(good, bad, named);
    }
  }

  /** {@code Tue, 01 Jan 2019 00:00:00 UTC}. */
  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(ZonedDateTime.parse(text.strip(), TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
