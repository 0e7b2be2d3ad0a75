// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.waagent.goalstate.BlobUrl;
import org.waagent.goalstate.FlexibleVersion;

/**
 * Reads a feed.
 *
 * <pre>{@code
 * { "feed": 1,
 *   "families": [
 *     { "name": "Prod",
 *       "versions": [
 *         { "feature": "standard", "version": "3.1.0", "kind": "regular",
 *           "sha256": "<64 hexadecimal digits>", "size": 9000000,
 *           "uris": ["standard-3.1.0.zip"] } ] } ] }
 * }</pre>
 *
 * <p>{@code kind} ({@code regular} or {@code hotfix}) and {@code size} may be missing. An address
 * that is not whole counts from that of the feed. Members not named here are left to later
 * versions.
 */
final class FeedJson {
  /** Bytes a feed may have. */
  static final int MOST_BYTES = 1 << 20;

  /** Bytes an archive may have. */
  static final long LARGEST_ARCHIVE = 256L << 20;

  private static final int MOST_FAMILIES = 100;
  private static final int MOST_VERSIONS = 2_000;
  private static final int MOST_ADDRESSES = 10;
  private static final int MOST_DEPTH = 10;
  private static final int LONGEST_ADDRESS = 4_096;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern VERSION = Pattern.compile("[0-9][0-9A-Za-z.-]{0,49}");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");

  private final URI source;

  private FeedJson(URI source) {
    this.source = source;
  }

  /**
   * Reads a feed.
   *
   * @param source where it came from
   * @throws BadFeed names the place
   */
  static Feed read(byte[] document, URI source) throws BadFeed {
    if (document.length > MOST_BYTES) {
      throw new BadFeed("more than " + MOST_BYTES + " bytes");
    }
    return new FeedJson(source).feed(parse(new String(document, StandardCharsets.UTF_8)));
  }

  private static Member parse(String text) throws BadFeed {
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      reader.setNestingLimit(MOST_DEPTH);
      JsonElement element = JsonParser.parseReader(reader);
      // Complains about whatever follows.
      reader.peek();
      return new Member("feed", element);
    } catch (IOException | JsonParseException | NumberFormatException e) {
      String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      int place = message.indexOf(" at line ");
      throw new BadFeed("no JSON" + (place < 0 ? ": " + message : message.substring(place)));
    }
  }

  private Feed feed(Member root) throws BadFeed {
    JsonObject document = root.object();
    if (root.need(document, "feed").number(0, Integer.MAX_VALUE) != 1) {
      throw new BadFeed("not a feed of version 1");
    }
    Map<String, List<Release>> families = new LinkedHashMap<>();
    int left = MOST_VERSIONS;
    for (Member family : root.need(document, "families").list(0, MOST_FAMILIES)) {
      JsonObject object = family.object();
      String name = family.need(object, "name").text(NAME);
      List<Release> releases = releases(family.need(object, "versions").list(0, left));
      left -= releases.size();
      if (families.put(name, releases) != null) {
        throw family.bad("is the second of its name");
      }
    }
    return new Feed(families);
  }

  private List<Release> releases(List<Member> versions) throws BadFeed {
    List<Release> releases = new ArrayList<>();
    Set<List<Object>> names = new HashSet<>();
    for (Member version : versions) {
      Release release = release(version);
      if (!names.add(List.of(release.feature(), release.version()))) {
        throw version.bad("is the second of its number");
      }
      releases.add(release);
    }
    return releases;
  }

  private Release release(Member member) throws BadFeed {
    JsonObject object = member.object();
    List<BlobUrl> locations = new ArrayList<>();
    for (Member address : member.need(object, "uris").list(1, MOST_ADDRESSES)) {
      locations.add(address(address));
    }
    Optional<Member> size = member.find(object, "size");
    Optional<Member> kind = member.find(object, "kind");
    return new Release(
        member.need(object, "feature").text(NAME),
        version(member.need(object, "version")),
        kind.isEmpty() ? Optional.empty() : Optional.of(kind(kind.get())),
        member.need(object, "sha256").text(DIGEST).toLowerCase(Locale.ROOT),
        size.isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(size.get().number(1, LARGEST_ARCHIVE)),
        locations);
  }

  private static FlexibleVersion version(Member member) throws BadFeed {
    try {
      return FlexibleVersion.of(member.text(VERSION));
    } catch (IllegalArgumentException e) {
      throw member.bad("is no version");
    }
  }

  private static Release.Kind kind(Member member) throws BadFeed {
    for (Release.Kind kind : Release.Kind.values()) {
      if (kind.word().toLowerCase(Locale.ROOT).equals(member.text())) {
        return kind;
      }
    }
    throw member.bad("is neither regular nor hotfix");
  }

  private BlobUrl address(Member member) throws BadFeed {
    String text = member.text();
    if (text.isBlank() || text.length() > LONGEST_ADDRESS) {
      throw member.bad("is no address");
    }
    try {
      URI whole = source.resolve(text);
      boolean web = "https".equals(whole.getScheme()) || "http".equals(whole.getScheme());
      if (!web || whole.getHost() == null || whole.getUserInfo() != null) {
        throw member.bad("is no address of a web server");
      }
      return new BlobUrl(whole.toString());
    } catch (IllegalArgumentException e) {
      throw member.bad("is no address");
    }
  }
}
