// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.clean;

import java.util.Optional;

/** Goes over one line once, from word to word, and cuts what is or may be a secret. */
final class LineScan {
  private static final int SHORTEST_TOKEN = 20;
  private static final int LONGEST_KIND = 8;
  private static final int SHORTEST_HASH = 16;
  private static final int LONGEST_ADDRESS = 1024;
  private static final String[] TOKENS = {
    "eyJ", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "AKIA"
  };

  private final String text;
  private final Cuts cuts;
  private StringBuilder clean;
  private int copied;
  private int plainUntil;
  private boolean inText;
  private Optional<Hidden> below = Optional.empty();

  LineScan(String text, Cuts cuts) {
    this.text = text;
    this.cuts = cuts;
  }

  /** What of a secret of this line is on the lines below. */
  Optional<Hidden> below() {
    return below;
  }

  /** The line without its secrets. */
  String run() {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (isWord(c)) {
        at = word(at, endOfWord(at));
      } else if (c == '$') {
        at = hash(at);
      } else if (c == ':') {
        at = address(at);
      } else {
        inText ^= c == '"' && Value.isUnescaped(text, at);
        at++;
      }
    }
    return clean == null ? text : clean.append(text, copied, text.length()).toString();
  }

  private static boolean isWord(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '-'
        || c == '.';
  }

  private int endOfWord(int from) {
    int at = from;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private int word(int from, int to) {
    if (to - from >= SHORTEST_TOKEN && isToken(from)) {
      return cut(from, to, Rule.TOKEN);
    }
    Optional<Joint> joint = Joint.after(text, from, to);
    if (joint.isPresent()) {
      boolean signature = SecretNames.isSignature(text, from, to);
      if (signature || SecretNames.isSecret(text, from, to)) {
        return value(from, to, joint.get(), signature);
      }
    }
    return Spoken.secret(text, from, to).map(this::spoken).orElse(to);
  }

  private int spoken(Spoken secret) {
    return cut(secret.from(), secret.to(), secret.rule());
  }

  private boolean isToken(int from) {
    for (String token : TOKENS) {
      if (text.startsWith(token, from)) {
        return true;
      }
    }
    return false;
  }

  private int value(int from, int to, Joint joint, boolean signature) {
    boolean quoted = from > 0 && Quote.at(text, from - 1).isPresent();
    // The quote that closes the name was not passed yet.
    boolean inside = inText && !(quoted && text.startsWith("\"", to));
    Value value = Value.of(text, joint, inside, signature, quoted);
    if (value.isPlain(text) && value.rest().isEmpty()) {
      return to;
    }
    below = value.rest();
    if (value.to() > value.from()) {
      inText = inside && value.to() < text.length();
      return cut(value.from(), value.to(), signature ? Rule.SIGNATURE : Rule.NAMED_VALUE);
    }
    return to;
  }

  /** {@code $6$salt$hash}. */
  private int hash(int at) {
    int kind = text.indexOf('$', at + 1);
    if (kind <= at + 1 || kind - at > LONGEST_KIND) {
      return at + 1;
    }
    int end = kind;
    while (end < text.length()
        && (isWord(text.charAt(end)) || "$/,=".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return end - kind > SHORTEST_HASH ? cut(at, end, Rule.PASSWORD_HASH) : at + 1;
  }

  /** {@code ://user:password@host}; also where the slashes are escaped. */
  private int address(int colon) {
    int host = text.startsWith("://", colon) ? colon + 3 : colon + 5;
    if (host == colon + 5 && !text.startsWith(":\\/\\/", colon)) {
      return colon + 1;
    }
    if (host < plainUntil) {
      return host;
    }
    int sign = -1;
    int password = -1;
    int at = host;
    int most = Math.min(text.length(), host + LONGEST_ADDRESS);
    for (; at < most && !endsAddress(text.charAt(at)); at++) {
      char c = text.charAt(at);
      sign = c == '@' ? at : sign;
      password = c == ':' && password < 0 ? at + 1 : password;
    }
    if (sign < 0) {
      plainUntil = at;
      return host;
    }
    if (password > sign) {
      return host;
    }
    boolean token = password < 0 && sign - host >= SHORTEST_TOKEN;
    return password < 0 && !token ? host : cut(token ? host : password, sign, Rule.ADDRESS);
  }

  private static boolean endsAddress(char c) {
    return c <= ' ' || c == '"' || c == '\'' || c == '<' || c == '>' || c == '?';
  }

  private int cut(int from, int to, Rule rule) {
    if (clean == null) {
      clean = new StringBuilder(text.length());
    }
    clean.append(text, copied, from).append(Cuts.MARK);
    copied = to;
    cuts.add(rule);
    return to;
  }
}
