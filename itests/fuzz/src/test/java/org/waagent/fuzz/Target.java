// SPDX-License-Identifier: Apache-2.0
package org.waagent.fuzz;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * A parser and what it promises.
 *
 * @param name of the document it reads
 * @param parser reads any bytes
 * @param refusal what it throws for a document it does not take; nothing else may be thrown
 * @param seeds documents it takes, to begin from
 */
public record Target(
    String name, Parser parser, Class<? extends Exception> refusal, List<byte[]> seeds) {
  public Target {
    requireNonNull(name, "name");
    requireNonNull(parser, "parser");
    requireNonNull(refusal, "refusal");
    seeds = List.copyOf(seeds);
  }

  /** Reads a document. */
  @FunctionalInterface
  public interface Parser {
    void read(byte[] document) throws Exception;
  }

  /** Reads a text. */
  @FunctionalInterface
  public interface TextParser {
    void read(String document) throws Exception;
  }

  /** A parser of texts. */
  public static Target ofText(
      String name, TextParser parser, Class<? extends Exception> refusal, String... seeds) {
    return new Target(
        name,
        bytes -> parser.read(new String(bytes, StandardCharsets.UTF_8)),
        refusal,
        Stream.of(seeds).map(seed -> seed.getBytes(StandardCharsets.UTF_8)).toList());
  }

  /** A parser that takes whatever comes. */
  public static Target ofAnyText(String name, TextParser parser, String... seeds) {
    return ofText(name, parser, Never.class, seeds);
  }

  /** Thrown by nobody. */
  public static final class Never extends Exception {
    private static final long serialVersionUID = 1L;

    private Never() {}
  }

  /** Reads a document; what is thrown from here is a finding. */
  void run(byte[] document) {
    try {
      parser.read(document);
    } catch (Exception e) {
      if (!refusal.isInstance(e)) {
        throw new IllegalStateException(name + " threw what it does not declare", e);
      }
      if (e.getMessage() == null || e.getMessage().isBlank()) {
        throw new IllegalStateException(name + " was refused without a reason", e);
      }
    }
  }
}
