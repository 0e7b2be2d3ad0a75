// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.waagent.fuzz.Target;

/** What says which versions of the agent there are, and when none of them may be taken. */
public final class FeedTargets {
  private static final URI SOURCE = URI.create("https://feed.test/agents/feed.json");
  private static final String FEED =
      """
      {"feed":1,"families":[{"name":"Prod","versions":[{"feature":"standard","version":"3.1.0-rc1",
      "kind":"hotfix","sha256":"%s","size":17,"uris":["a.zip","http://127.0.0.1:80/b?x=1"]}]}]}
      """
          .formatted("0a".repeat(32));

  private FeedTargets() {}

  /** All of them. */
  public static List<Target> all() {
    return List.of(
        new Target(
            "feed",
            bytes -> FeedJson.read(bytes, SOURCE),
            BadFeed.class,
            List.of(FEED.getBytes(StandardCharsets.UTF_8))),
        Target.ofText(
            "hold windows",
            HoldWindow::of,
            IllegalArgumentException.class,
            "08:00-18:00 Mon-Fri, 22:00-04:00 Sat+Sun"));
  }
}
