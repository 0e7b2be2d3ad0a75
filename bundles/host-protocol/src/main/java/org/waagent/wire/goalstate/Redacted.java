// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.waagent.goalstate.BlobUrl;
import org.waagent.goalstate.Extension;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.Handler;
import org.waagent.wire.http.Redaction;
import org.waagent.wire.xml.Element;
import org.waagent.wire.xml.Xml;
import org.waagent.wire.xml.XmlException;

/**
 * Documents fit for the history. They are written again from what was read, place by place: a value
 * is shown where the protocol has no secret, and hidden at every other place.
 */
public final class Redacted {
  static final String STARS = "***REDACTED***";

  private static final String UNFIT =
      "The document is not kept: a secret it carries could not be located in its text.";

  /** A shorter query or setting would be found in any text. */
  private static final int SHORTEST_SECRET = 6;

  private Redacted() {}

  /** An extensions config. */
  static String extensions(Element root, ExtensionsGoalState state, Optional<BlobUrl> profile) {
    Set<String> secrets = secrets(state);
    profile.ifPresent(url -> query(url, secrets));
    return checked(RedactedXml.text(root), secrets);
  }

  /** A vmSettings document. */
  static String vmSettings(Json root, ExtensionsGoalState state) {
    return checked(RedactedJson.text(root), secrets(state));
  }

  /** Remote access. */
  public static String remoteAccess(String text) {
    try {
      return RedactedXml.text(Xml.read(RemoteAccesses.NAME, text));
    } catch (XmlException e) {
      return unread(RemoteAccesses.NAME, e.getMessage(), text);
    }
  }

  /** A document that has no place for a secret, but for what somebody put into an address. */
  public static String names(String text) {
    return Redaction.signatures(text);
  }

  /** A document that could not be read: why, and its outline. */
  public static String unread(String name, String reason, String text) {
    return name + " could not be read: " + Queries.hide(reason) + "\n" + Outline.of(text);
  }

  private static Set<String> secrets(ExtensionsGoalState state) {
    Set<String> secrets = new HashSet<>();
    state.statusBlob().ifPresent(blob -> query(blob.url(), secrets));
    for (Handler handler : state.handlers()) {
      for (Extension extension : handler.extensions()) {
        extension.protectedSettings().ifPresent(secret -> secrets.add(secret.reveal()));
      }
    }
    return secrets;
  }

  private static void query(BlobUrl url, Set<String> secrets) {
    int query = url.text().indexOf('?');
    if (query >= 0) {
      secrets.add(url.text().substring(query + 1));
    }
  }

  private static String checked(String redacted, Set<String> secrets) {
    for (String secret : secrets) {
      if (secret.length() >= SHORTEST_SECRET && redacted.contains(secret)) {
        return UNFIT;
      }
    }
    return redacted;
  }
}
