// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.clean;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Logs, configurations, and whatever else has lines. */
final class TextCleaner implements Cleaner {
  private final boolean tail;

  private TextCleaner(boolean tail) {
    this.tail = tail;
  }

  /** For a text from its beginning. */
  static TextCleaner ofWhole() {
    return new TextCleaner(false);
  }

  /** For the end of a text: the first line is only a part of one and is left out. */
  static TextCleaner ofTail() {
    return new TextCleaner(true);
  }

  @Override
  public void clean(InputStream in, OutputStream out, Cuts cuts) throws IOException {
    LineRedaction redaction = new LineRedaction(cuts);
    Lines lines = new Lines(in);
    if (tail) {
      lines.next();
    }
    for (String line = lines.next(); line != null; line = lines.next()) {
      Optional<String> clean = redaction.line(line);
      if (clean.isPresent()) {
        out.write(clean.get().getBytes(StandardCharsets.ISO_8859_1));
        if (lines.wasCut()) {
          cuts.add(Rule.LONG_LINE);
          out.write(Cuts.MARK.getBytes(StandardCharsets.ISO_8859_1));
        }
        if (lines.hadEnd()) {
          out.write('\n');
        }
      }
    }
  }
}
