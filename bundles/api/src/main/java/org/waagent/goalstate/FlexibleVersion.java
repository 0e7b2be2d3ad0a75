// SPDX-License-Identifier: Apache-2.0
package org.waagent.goalstate;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * A version as handlers and agents carry it: digits separated by dots, any count, with an optional
 * pre-release suffix such as {@code -rc2}.
 *
 * <p>Shorter versions are padded with zeros ({@code 1.2} equals {@code 1.2.0.0}). A pre-release
 * sorts before its release; alpha before beta before rc.
 */
public final class FlexibleVersion implements Comparable<FlexibleVersion> {
  private static final List<String> PRE_RELEASES = List.of("alpha", "beta", "rc");
  private static final int RELEASE = PRE_RELEASES.size();

  private final String text;
  private final List<Long> numbers;
  private final int preRelease;
  private final long preReleaseNumber;

  private FlexibleVersion(String text, List<Long> numbers, int preRelease, long preReleaseNumber) {
    this.text = text;
    this.numbers = List.copyOf(numbers);
    this.preRelease = preRelease;
    this.preReleaseNumber = preReleaseNumber;
  }

  /**
   * Reads a version.
   *
   * @throws IllegalArgumentException if the text is not a version; the message names the text
   */
  public static FlexibleVersion of(String text) {
    requireNonNull(text, "text");
    String digits = text;
    int preRelease = RELEASE;
    long preReleaseNumber = 0;
    for (int kind = 0; kind < PRE_RELEASES.size(); kind++) {
      int at = text.indexOf(PRE_RELEASES.get(kind));
      if (at > 0) {
        String rest = text.substring(at + PRE_RELEASES.get(kind).length());
        preRelease = kind;
        preReleaseNumber = rest.isEmpty() ? 0 : number(rest, text);
        digits = withoutSeparator(text.substring(0, at));
        break;
      }
    }
    List<Long> numbers = new ArrayList<>();
    for (String part : digits.split("\\.", -1)) {
      numbers.add(number(part, text));
    }
    return new FlexibleVersion(text, numbers, preRelease, preReleaseNumber);
  }

  /** Whether a text is a version. */
  public static boolean isValid(String text) {
    try {
      of(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String withoutSeparator(String digits) {
    char last = digits.charAt(digits.length() - 1);
    return last == '-' || last == '.' ? digits.substring(0, digits.length() - 1) : digits;
  }

  private static long number(String part, String whole) {
    if (part.isEmpty() || part.length() > 18 || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("not a version: '" + whole + "'");
    }
    return Long.parseLong(part);
  }

  /**
   * Whether a candidate may be taken where this version is requested: every component of this
   * version equals the candidate's, and this version is not longer. {@code 1.0} matches {@code
   * 1.0.5}; {@code 1.0.5} does not match {@code 1.0}.
   */
  public boolean matches(FlexibleVersion candidate) {
    int length = numbers.size();
    return length <= candidate.numbers.size()
        && numbers.equals(candidate.numbers.subList(0, length));
  }

  @Override
  public int compareTo(FlexibleVersion other) {
    int length = Math.max(numbers.size(), other.numbers.size());
    for (int i = 0; i < length; i++) {
      int order = Long.compare(component(i), other.component(i));
      if (order != 0) {
        return order;
      }
    }
    int order = Integer.compare(preRelease, other.preRelease);
    return order != 0 ? order : Long.compare(preReleaseNumber, other.preReleaseNumber);
  }

  private long component(int index) {
    return index < numbers.size() ? numbers.get(index) : 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FlexibleVersion version && compareTo(version) == 0;
  }

  @Override
  public int hashCode() {
    int length = numbers.size();
    while (length > 0 && numbers.get(length - 1) == 0) {
      length--;
    }
    return numbers.subList(0, length).hashCode() * 31 + preRelease;
  }

  /** The version as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
