// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.clean;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The OVF environment: its elements, and the text of those that are known to be harmless. It is
 * read character by character, without a parser that would resolve what a document names.
 */
final class OvfCleaner implements Cleaner {
  private static final int LONGEST_TAG = 8192;
  private static final int LONGEST_TEXT = 256;
  private static final Set<String> HARMLESS =
      Set.of(
          "Version",
          "ConfigurationSetType",
          "HostName",
          "ComputerName",
          "UserName",
          "AdminUsername",
          "DisableSshPasswordAuthentication",
          "Fingerprint",
          "Path",
          "KmsServerHostname",
          "ProvisionGuestAgent",
          "GuestAgentPackageName",
          "RetainWindowsPEPassInUnattend",
          "RetainOfflineServicingPassInUnattend",
          "PreprovisionedVm",
          "PreprovisionedVMType",
          "EnableTrustedImageIdentifier",
          "TimeZone");

  @Override
  public void clean(InputStream in, OutputStream out, Cuts cuts) throws IOException {
    new Pass(new BufferedInputStream(in, 8192), out, cuts).run();
  }

  /** One document. */
  private static final class Pass {
    private final InputStream in;
    private final OutputStream out;
    private final Cuts cuts;
    private String element = "";

    Pass(InputStream in, OutputStream out, Cuts cuts) {
      this.in = in;
      this.out = out;
      this.cuts = cuts;
    }

    void run() throws IOException {
      while (text()) {
        String tag = tag();
        if (tag.startsWith("?")) {
          write(tag.startsWith("?xml ") ? "<" + tag + ">" : "");
        } else if (tag.startsWith("!")) {
          cuts.add(Rule.OVF);
          write(Cuts.MARK);
        } else {
          element(tag);
        }
      }
    }

    /** Text up to the next tag; whether there is one. */
    private boolean text() throws IOException {
      StringBuilder text = new StringBuilder();
      boolean whole = true;
      int c = next();
      while (c >= 0 && c != '<') {
        whole &= text.length() < LONGEST_TEXT;
        if (whole) {
          text.append((char) c);
        }
        c = next();
      }
      if (text.toString().isBlank() && whole) {
        write(text.toString());
      } else if (whole && HARMLESS.contains(element)) {
        write(new LineScan(text.toString(), cuts).run());
      } else {
        cuts.add(Rule.OVF);
        write(Cuts.MARK);
      }
      return c >= 0;
    }

    /** A zero byte tells of two bytes for a character, of which nothing here knows the names. */
    private int next() throws IOException {
      int c = in.read();
      if (c == 0) {
        throw new IOException("the OVF environment is in an encoding that is not known");
      }
      return c;
    }

    private String tag() throws IOException {
      StringBuilder tag = new StringBuilder();
      int quote = 0;
      for (int c = next(); c >= 0; c = next()) {
        if (c == '>' && quote == 0 && isWhole(tag)) {
          return tag.toString();
        }
        if (tag.length() == LONGEST_TAG && !isPassedOver(tag)) {
          throw new IOException("a tag of the OVF environment has no end");
        }
        if (c == quote) {
          quote = 0;
        } else if (quote == 0 && (c == '"' || c == '\'') && !isPassedOver(tag)) {
          quote = c;
        }
        keep(tag, (char) c);
      }
      throw new IOException("the OVF environment ends within a tag");
    }

    /** Of what is passed over, only enough is kept to know where it ends. */
    private static void keep(StringBuilder tag, char c) {
      if (isPassedOver(tag) && tag.length() > 1024) {
        tag.delete(16, tag.length() - 4);
      }
      tag.append(c);
    }

    private static boolean isPassedOver(StringBuilder tag) {
      return tag.length() > 0 && tag.charAt(0) == '!';
    }

    private static boolean isWhole(StringBuilder tag) throws IOException {
      String text = tag.toString();
      if (text.startsWith("!--")) {
        return text.length() >= 5 && text.endsWith("--");
      }
      if (text.startsWith("![CDATA[")) {
        return text.endsWith("]]");
      }
      if (text.startsWith("!")) {
        throw new IOException("the OVF environment declares a document type");
      }
      return true;
    }

    private void element(String tag) throws IOException {
      int end = 0;
      while (end < tag.length() && !Character.isWhitespace(tag.charAt(end))) {
        end++;
      }
      String name = tag.substring(0, end);
      element = name.startsWith("/") ? "" : name.substring(name.indexOf(':') + 1);
      write("<" + name + attributes(tag.substring(end)) + ">");
    }

    private String attributes(String text) {
      StringBuilder clean = new StringBuilder();
      int at = 0;
      for (int sign = text.indexOf('='); sign >= 0; sign = text.indexOf('=', at)) {
        int begin = Joint.skipSpaces(text, sign + 1);
        int end = begin < text.length() ? text.indexOf(text.charAt(begin), begin + 1) : -1;
        if (end < 0) {
          break;
        }
        String name = text.substring(at, sign);
        clean.append(name).append('=').append(attribute(name.strip(), text, begin, end + 1));
        at = end + 1;
      }
      return clean + (text.endsWith("/") ? "/" : "");
    }

    private String attribute(String name, String text, int from, int to) {
      if (name.startsWith("xmlns") || name.endsWith(":nil") || name.endsWith(":type")) {
        return text.substring(from, to);
      }
      cuts.add(Rule.OVF);
      return '"' + Cuts.MARK + '"';
    }

    private void write(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }
}
