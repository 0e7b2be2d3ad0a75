// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.osgi.service.log.Logger;
import org.waagent.extension.handler.HandlerFiles;
import org.waagent.extension.handler.Redaction;
import org.waagent.goalstate.HandlerName;
import org.waagent.os.Clock;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.os.NewFile;

/** {@code CommandExecution.log} of each handler: what was run, and what came of it. */
final class CommandLog {
  private static final long LARGEST = 10L << 20;
  private static final int BUFFER = 1 << 16;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Files files;
  private final Clock clock;
  private final HandlerFiles places;
  private final Logger logger;

  CommandLog(Files files, Clock clock, HandlerFiles places, Logger logger) {
    this.files = files;
    this.clock = clock;
    this.places = places;
    this.logger = logger;
  }

  /** Writes a line to the agent's log and to the handler's. A full disk stops no command. */
  void info(HandlerName name, String settings, String fullName, String text) {
    String message = Redaction.of(text);
    logger.info("[{}] {}", fullName, message);
    String time = TIME.format(clock.instant());
    String line = time + " INFO ExtHandler [" + fullName + "] " + escaped(message) + "\n";
    try {
      files.makeFolder(places.logs(name), Mode.PUBLIC_FOLDER);
      files.append(file(name, settings), line.getBytes(US_ASCII), Mode.PUBLIC);
    } catch (IOException e) {
      logger.warn("The command log of {} can't be written: {}", name, e.getMessage());
    }
  }

  private Path file(HandlerName name, String settings) {
    String suffix = settings.isEmpty() ? "" : "_" + settings;
    return places.logs(name).resolve("CommandExecution" + suffix + ".log");
  }

  private static String escaped(String message) {
    StringBuilder out = new StringBuilder(message.length());
    message
        .codePoints()
        .forEach(
            c -> {
              if (c <= 0x7f) {
                out.append((char) c);
              } else if (c <= 0xff) {
                out.append(String.format("\\x%02x", c));
              } else {
                out.append(String.format(c <= 0xffff ? "\\u%04x" : "\\U%08x", c));
              }
            });
    return out.toString();
  }

  /** Cuts a log that grew too large: its end stays, from the first whole line. */
  void trim(HandlerName name, String settings) {
    Path file = file(name, settings);
    try {
      long size = files.look(file).map(facts -> facts.size()).orElse(0L);
      if (size > LARGEST) {
        keepEnd(file, size - LARGEST);
      }
    } catch (IOException e) {
      logger.warn("{} can't be cut: {}", file, e.getMessage());
    }
  }

  private void keepEnd(Path file, long from) throws IOException {
    Path shorter = file.resolveSibling(file.getFileName() + ".tmp");
    try (InputStream in = files.open(file);
        NewFile out = files.create(shorter, Mode.PUBLIC)) {
      in.skipNBytes(from - 1);
      int b = in.read();
      while (b >= 0 && b != '\n') {
        b = in.read();
      }
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
      out.commit();
    }
    files.move(shorter, file);
  }
}
