// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SHA-256 of each entry of an archive, one line each: the digest in lower-case hexadecimal, two
 * blanks, the entry. The lines are sorted by entry, so that there is one text for one content.
 */
final class Digests {
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (\\S+)");

  private final SortedMap<String, String> byEntry;

  private Digests(SortedMap<String, String> byEntry) {
    this.byEntry = byEntry;
  }

  /**
   * Reads the text.
   *
   * @throws BadArchive if it is not exactly of that form
   */
  static Digests parse(byte[] content) throws BadArchive {
    String text = new String(content, UTF_8);
    SortedMap<String, String> byEntry = new TreeMap<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw bad("line " + number + " is no digest: " + line);
      }
      String entry = matcher.group(2);
      if (!byEntry.isEmpty() && entry.compareTo(byEntry.lastKey()) <= 0) {
        throw bad("line " + number + " is not in order: " + entry);
      }
      byEntry.put(entry, matcher.group(1));
    }
    Digests digests = new Digests(byEntry);
    if (!digests.text().equals(text)) {
      throw bad("lines do not end as they must");
    }
    return digests;
  }

  private static BadArchive bad(String why) {
    return new BadArchive(Check.DIGESTS, Archives.DIGESTS + ": " + why);
  }

  /**
   * Holds them against what was found.
   *
   * @param found for each entry but these and their signature, its SHA-256
   * @throws BadArchive if an entry is missing, not declared, or another one
   */
  void require(Map<String, String> found) throws BadArchive {
    for (Map.Entry<String, String> declared : byEntry.entrySet()) {
      String digest = found.get(declared.getKey());
      if (digest == null) {
        throw new BadArchive(Check.DIGESTS, declared.getKey() + " is declared and missing");
      }
      if (!digest.equals(declared.getValue())) {
        throw new BadArchive(Check.DIGESTS, declared.getKey() + " is not what was declared");
      }
    }
    for (String entry : found.keySet()) {
      if (!byEntry.containsKey(entry)) {
        throw new BadArchive(Check.DIGESTS, entry + " is not declared");
      }
    }
  }

  /** For each entry its digest. */
  Map<String, String> byEntry() {
    return byEntry;
  }

  /** The text it was read from. */
  private String text() {
    StringBuilder text = new StringBuilder();
    byEntry.forEach((entry, digest) -> text.append(digest).append("  ").append(entry).append('\n'));
    return text.toString();
  }

  /** A digest to feed. */
  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** As digests are written. */
  static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }
}
