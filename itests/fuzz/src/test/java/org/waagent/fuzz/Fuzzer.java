// SPDX-License-Identifier: Apache-2.0
package org.waagent.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs Jazzer on one target in a process of its own. */
final class Fuzzer {
  private static final Pattern INPUTS = Pattern.compile("stat::number_of_executed_units: (\\d+)");
  private static final Pattern COVERAGE = Pattern.compile("cov: (\\d+)");
  private static final String OURS = "org.waagent.**:com.google.gson.**:org.bouncycastle.asn1.**";
  private static final int TOLD = 4000;
  private static final int SECONDS_PER_INPUT = 20;
  private static final int MEGABYTES = 2048;

  private final Path folder;
  private final long seed;
  private final int seconds;

  Fuzzer(Path folder, long seed, int seconds) {
    this.folder = folder;
    this.seed = seed;
    this.seconds = seconds;
  }

  /**
   * What came of it.
   *
   * @param exitCode 0 if nothing was found
   * @param inputs how many were tried
   * @param coverage edges reached
   * @param finding the input that broke the parser
   * @param told what was thrown, or the end of what the fuzzer said
   */
  record Run(int exitCode, long inputs, long coverage, Optional<Path> finding, String told) {}

  Run run(Target target) throws IOException, InterruptedException {
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    Path findings = Files.createDirectory(folder.resolve("findings"));
    for (int i = 0; i < target.seeds().size(); i++) {
      Files.write(corpus.resolve("seed" + i), target.seeds().get(i));
    }
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command(target, corpus, findings))
            .directory(Files.createDirectory(folder.resolve("work")).toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean ended = process.waitFor(seconds + 300L, TimeUnit.SECONDS);
      String text = Files.readString(output);
      if (!ended) {
        throw new IOException("the fuzzer does not end: " + end(text));
      }
      return new Run(
          process.exitValue(),
          last(INPUTS, text),
          last(COVERAGE, text),
          finding(findings),
          end(text));
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> command(Target target, Path corpus, Path findings) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+EnableDynamicAgentLoading",
        "-cp",
        System.getProperty("java.class.path"),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + Fuzzed.class.getName(),
        "--target_args=" + target.name().replace(" ", "\\ "),
        "--instrumentation_includes=" + OURS,
        "--reproducer_path=" + findings,
        "-artifact_prefix=" + findings + "/",
        "-max_total_time=" + seconds,
        "-timeout=" + SECONDS_PER_INPUT,
        "-rss_limit_mb=" + MEGABYTES,
        "-max_len=65536",
        "-seed=" + seed,
        "-print_final_stats=1",
        corpus.toString());
  }

  private static Optional<Path> finding(Path findings) throws IOException {
    try (Stream<Path> files = Files.list(findings)) {
      return files.findFirst();
    }
  }

  private static long last(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    long found = 0;
    while (matcher.find()) {
      found = Long.parseLong(matcher.group(1));
    }
    return found;
  }

  private static String end(String text) {
    int thrown = text.indexOf("== Java Exception");
    int from = thrown < 0 ? Math.max(0, text.length() - TOLD) : thrown;
    return text.substring(from, Math.min(text.length(), from + TOLD));
  }
}
