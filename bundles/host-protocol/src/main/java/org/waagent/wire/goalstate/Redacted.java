// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waagent.goalstate.BlobUrl;
import org.waagent.goalstate.Extension;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.RemoteAccess;
import org.waagent.wire.http.Redaction;

/**
 * A document whose secrets are replaced. The secrets that were read from it are looked for in the
 * text; one that is not found in any of its spellings makes the whole text unfit to be kept. What
 * was not read, such as the settings of an invalid entry, is found by its name.
 */
public final class Redacted {
  private static final String STARS = "***REDACTED***";
  private static final String UNFIT =
      "The document is not kept: a secret it carries could not be located in its text.";
  private static final String QUOTE = "(?:\\\\?\"|&quot;)";
  private static final Pattern SETTINGS =
      Pattern.compile(
          "(protectedSettings" + QUOTE + "\\s*:\\s*" + QUOTE + ")[^\"<&\\\\]*",
          Pattern.CASE_INSENSITIVE);

  // The longest first: a short one may be a part of it.
  private final Set<String> secrets =
      new TreeSet<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));

  private Redacted() {}

  static String extensions(String text, ExtensionsGoalState state, Optional<BlobUrl> profile) {
    Redacted document = new Redacted();
    state.statusBlob().ifPresent(blob -> document.query(blob.url()));
    profile.ifPresent(document::query);
    for (Handler handler : state.handlers()) {
      for (Extension extension : handler.extensions()) {
        extension.protectedSettings().ifPresent(s -> document.secrets.add(s.reveal()));
      }
    }
    return document.text(text);
  }

  /** The text of remote access without passwords. */
  public static String remoteAccess(String text, RemoteAccess access) {
    Redacted document = new Redacted();
    access.users().forEach(user -> document.secrets.add(user.encryptedPassword().reveal()));
    return document.text(text);
  }

  /** A text that could not be read, without what can be found by its name. */
  public static String unread(String text) {
    return new Redacted().text(text);
  }

  private void query(BlobUrl url) {
    int query = url.text().indexOf('?');
    if (query >= 0) {
      secrets.add(url.text().substring(query + 1));
    }
  }

  private String text(String document) {
    String text = document;
    for (String secret : secrets) {
      if (!secret.isEmpty()) {
        String without = without(text, secret);
        if (without.equals(text)) {
          return UNFIT;
        }
        text = without;
      }
    }
    Matcher others = SETTINGS.matcher(text);
    return Redaction.signatures(others.replaceAll("$1" + Matcher.quoteReplacement(STARS)));
  }

  private static String without(String document, String secret) {
    String slashed = secret.replace("/", "\\/");
    return document
        .replace(secret, STARS)
        .replace(secret.replace("&", "&amp;"), STARS)
        .replace(secret.replace("&", "\\u0026"), STARS)
        .replace(slashed, STARS)
        .replace(slashed.replace("&", "\\u0026"), STARS);
  }
}
