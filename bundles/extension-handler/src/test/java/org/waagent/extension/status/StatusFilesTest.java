// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.extension.Goals;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.Unit;
import org.waagent.goalstate.HandlerName;
import org.waagent.goalstate.RequestedState;
import org.waagent.machine.TestMachine;
import org.waagent.plugin.ExtensionStatus;

/** Status files as extensions write them. */
class StatusFilesTest {
  private static final String NAME = "Acme.Web";
  private static final Unit UNIT =
      new Unit(
          Goals.handler(NAME, "1.0.0", RequestedState.ENABLED, Goals.settings(NAME, 7)),
          Optional.of(Goals.settings(NAME, 7)));

  private TestMachine machine;
  private HandlerFolder folder;
  private StatusFiles statusFiles;

  @BeforeEach
  void prepare(@TempDir Path temp) throws IOException {
    machine = TestMachine.below(temp);
    folder = new HandlerFolder(machine.directories().lib(), new HandlerName(NAME), "1.0.0");
    Files.createDirectories(folder.status());
    statusFiles = new StatusFiles(machine.files(), machine.clock());
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.status().resolve("7.status"), text);
  }

  private ExtensionStatus status() {
    return statusFiles.of(folder, UNIT);
  }

  /** What is said once a file stayed as it is for long enough. */
  private ExtensionStatus settled() {
    status();
    machine.clock().advance(Duration.ofSeconds(10));
    return status();
  }

  private static String entry(String status) {
    return "[{\"version\": \"1.0\", \"timestampUTC\": \"x\", \"status\": {" + status + "}}]";
  }

  @Test
  @Tag("D33")
  void isTransitioningWithoutAFile() {
    assertThat(status().state()).contains("transitioning");
    assertThat(status().code()).isEqualTo("0");
    assertThat(status().sequenceNumber()).isEqualTo(7);
    assertThat(status().message().orElseThrow())
        .startsWith(
            "This status is being reported by the Guest Agent since no status file was reported by"
                + " extension Acme.Web-1.0.0: ");
  }

  @Test
  @Tag("D33")
  void isWhatTheFileSays() throws IOException {
    write(
        entry(
            "\"name\": \"own name\", \"operation\": \"Enable\", \"configurationAppliedTime\": \"t\","
                + " \"status\": \"warning\", \"code\": \"5\", \"formattedMessage\": {\"lang\":"
                + " \"en\", \"message\": \"m\"}, \"substatus\": [null, {\"name\": \"part\","
                + " \"status\": \"success\", \"code\": 3, \"formattedMessage\": null}]"));
    ExtensionStatus status = status();
    assertThat(status.name()).isEqualTo("own name");
    assertThat(status.operation()).contains("Enable");
    assertThat(status.configurationAppliedTime()).contains("t");
    assertThat(status.state()).contains("warning");
    assertThat(status.code()).isEqualTo("\"5\"");
    assertThat(status.message()).contains("m");
    assertThat(status.substatuses()).hasSize(1);
    assertThat(status.substatuses().get(0).code()).isEqualTo("3");
    assertThat(status.substatuses().get(0).message()).isEmpty();
  }

  @ParameterizedTest
  @Tag("D33")
  @CsvSource({"failed,error", "Ready,error", "success,success", "transitioning,transitioning"})
  @Tag("D33")
  void takesAnUnknownWordForAnError(String written, String meant) throws IOException {
    write(entry("\"status\": \"" + written + "\", \"substatus\": null"));
    assertThat(status().state()).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null"})
  void isEmptyWhereTheDocumentIs(String text) throws IOException {
    write(text);
    assertThat(status().state()).isEmpty();
    assertThat(status().message()).isEmpty();
  }

  @ParameterizedTest
  @Tag("D33")
  @ValueSource(
      strings = {
        "{}",
        "[1]",
        "[{}]",
        "[{\"status\": {}}]",
        "[{\"status\": {\"status\": \"success\", \"formattedMessage\": {\"lang\": \"en\"}}}]",
        "[{\"status\": {\"status\": \"success\", \"substatus\": [{}]}}]",
        "[{\"status\": {\"status\": \"success\", \"substatus\": [{\"status\": \"fine\"}]}}]"
      })
  @Tag("D33")
  void saysSoWhereTheDocumentLacksSomething(String text) throws IOException {
    write(text);
    ExtensionStatus status = settled();
    assertThat(status.state()).contains("error");
    assertThat(status.code()).isEqualTo("1012");
    assertThat(status.message().orElseThrow())
        .startsWith(
            "Could not get a valid status from the extension Acme.Web-1.0.0. Encountered the"
                + " following error: ");
  }

  @Test
  @Tag("D33")
  void saysSoWhereTheFileIsNoJson() throws IOException {
    write("[{" + "x".repeat(5000));
    ExtensionStatus status = settled();
    assertThat(status.state()).contains("error");
    assertThat(status.code()).isEqualTo("1012");
    assertThat(status.message().orElseThrow())
        .startsWith(
            "The status reported by the extension Acme.Web-1.0.0(Sequence number 7), was in an"
                + " incorrect format and the agent could not parse it correctly. Failed due to ")
        .contains(". First 2000 Bytes of status file: [{xxx");
    assertThat(status.message().orElseThrow().length()).isLessThan(2800);
  }

  @Test
  void keepsTheLastGoodStatusWhileAFileIsBeingWritten() throws IOException {
    write(entry("\"status\": \"transitioning\""));
    status();
    write("[{\"vers");
    assertThat(status().state()).contains("transitioning");
    machine.clock().advance(Duration.ofSeconds(9));
    assertThat(status().state()).contains("transitioning");
    write(entry("\"status\": \"success\""));
    assertThat(status().state()).contains("success");
  }

  @Test
  void boundsWhatItReads() throws IOException {
    write(" ");
    try (RandomAccessFile file =
        new RandomAccessFile(folder.status().resolve("7.status").toFile(), "rw")) {
      file.setLength(StatusLimits.LARGEST_READ + 1L);
    }
    ExtensionStatus status = settled();
    assertThat(status.code()).isEqualTo("-1");
    assertThat(status.message().orElseThrow())
        .startsWith(
            "We couldn't read any status for Acme.Web-1.0.0 extension, for the sequence number 7");
  }

  @ParameterizedTest
  @Tag("D33")
  @ValueSource(strings = {"", " \n", "\0\0\0\0"})
  void aFileWithoutContentIsNoStatus(String text) throws IOException {
    write(text);
    assertThat(settled().state()).contains("error");
    assertThat(settled().code()).isEqualTo("1012");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void readsWhatBearsAMark(String charset) throws IOException {
    String text =
        "\uFEFF"
            + entry(
                "\"status\": \"success\", \"formattedMessage\": {\"lang\": \"en\", \"message\":"
                    + " \"gr\u00fc\u00df\"}");
    Files.write(folder.status().resolve("7.status"), text.getBytes(charset));
    assertThat(status().state()).contains("success");
    assertThat(status().message()).contains("gr\u00fc\u00df");
  }

  @Test
  void takesWrongBytesForWhatTheyAre() throws IOException {
    byte[] text = entry("\"status\": \"success\", \"operation\": \"?\"").getBytes(UTF_8);
    text[new String(text, UTF_8).indexOf('?')] = (byte) 0xe4;
    Files.write(folder.status().resolve("7.status"), text);
    assertThat(status().state()).contains("success");
    assertThat(status().operation()).contains("\uFFFD");
  }

  @Test
  @Tag("D33")
  void whatCanNotBeReadIsToldAsThat() throws IOException {
    Files.createDirectory(folder.status().resolve("7.status"));
    ExtensionStatus status = settled();
    assertThat(status.state()).contains("error");
    assertThat(status.code()).isEqualTo("-1");
    assertThat(status.message().orElseThrow())
        .startsWith("We couldn't read any status for Acme.Web-1.0.0 extension");
  }

  @Test
  @Tag("D33")
  void onlyTheFirstStatusOfADocumentCounts() throws IOException {
    String one = entry("\"status\": \"warning\", \"code\": null, \"substatus\": null");
    write(one.substring(0, one.length() - 1) + ", {\"rubbish\": 1}]");
    assertThat(status().state()).contains("warning");
    assertThat(status().code()).isEqualTo("0");
    assertThat(status().substatuses()).isEmpty();
  }

  @Test
  @Tag("D33")
  void keepsPartsUpToTheLimitOfAllAndNoLonger() throws IOException {
    String part =
        "{\"name\": \"%s\", \"status\": \"success\", \"formattedMessage\": {\"lang\": \"en\","
            + " \"message\": \"%s\"}}";
    String message = "m".repeat(1000);
    String parts = part.formatted("n".repeat(1000), "p".repeat(9000));
    write(
        entry(
            "\"status\": \"success\", \"formattedMessage\": {\"lang\": \"en\", \"message\": \""
                + message
                + "\"}, \"substatus\": ["
                + (parts + ",").repeat(13)
                + part.formatted("", "last")
                + "]"));
    // 1000 and 13 times 10,000 leave 72 of 131,072 characters.
    assertThat(status().substatuses()).hasSize(14);
    assertThat(status().substatuses().get(13).message()).contains("last");
    assertThat(status().message()).contains(message);
  }

  @Test
  void forgetsFilesOfNoInterest() throws IOException {
    write("{");
    settled();
    statusFiles.keepOnly(Set.of());
    assertThat(status().state()).contains("transitioning");
  }

  @Test
  @Tag("D33")
  void cutsWhatIsTooLargeAndMindsNoNull() throws IOException {
    String parts =
        "{\"name\": null, \"status\": \"success\", \"code\": 0, \"formattedMessage\": {\"lang\":"
            + " \"en\", \"message\": \""
            + "p".repeat(20_000)
            + "\"}},";
    write(
        entry(
            "\"status\": \"success\", \"formattedMessage\": {\"lang\": \"en\", \"message\": null},"
                + " \"substatus\": ["
                + parts.repeat(40)
                + "null]"));
    ExtensionStatus status = status();
    assertThat(status.message()).isEmpty();
    assertThat(status.substatuses()).hasSize(12);
    assertThat(status.substatuses().get(0).message().orElseThrow())
        .hasSize(10_240 + " ... [TRUNCATED]".length())
        .endsWith("p ... [TRUNCATED]");
  }

  @Test
  @Tag("D33")
  void readsSeveralMegabytesForWhatTheySay() throws IOException {
    String part =
        "{\"name\": \"part\", \"status\": \"success\", \"formattedMessage\": {\"lang\": \"en\","
            + " \"message\": \""
            + "m".repeat(60_000)
            + "\"}},";
    write(
        "[{\"rubbish\": ["
            + "[],".repeat(1_000_000)
            + "0], \"status\": {\"status\": \"success\", \"formattedMessage\": {\"lang\": \"en\","
            + " \"message\": null}, \"substatus\": ["
            + part.repeat(100)
            + "null]}}]");
    ExtensionStatus status = status();
    assertThat(status.state()).contains("success");
    assertThat(status.message()).isEmpty();
    assertThat(status.substatuses()).hasSize(12);
  }

  @Test
  void aLongTextOfAFileThatIsNotTooLargeIsWhole() throws IOException {
    write(
        entry(
            "\"status\": \"success\", \"formattedMessage\": {\"lang\": \"en\", \"message\": \""
                + "m".repeat(130_000)
                + "\"}"));
    assertThat(status().message().orElseThrow().length()).isEqualTo(130_000);
  }

  @Test
  void cutsNoCharacterInTwo() throws IOException {
    for (String face : List.of("\ud83d\ude00", "\\ud83d\\ude00", "\\\\\\\"x\ud83d\ude00")) {
      for (String before : List.of("", "x")) {
        write(
            entry(
                "\"status\": \"success\", \"formattedMessage\": {\"lang\": \"en\", \"message\":"
                    + " \""
                    + before
                    + face.repeat(100_000)
                    + "\"}, \"operation\": \"after\""));
        String message = settled().message().orElseThrow();
        assertThat(status().operation()).as("what follows").contains("after");
        assertThat(message.endsWith(" ... [TRUNCATED]")).isTrue();
        assertThat(message.length()).isBetween(1030, 1040);
        assertThat(UTF_8.newEncoder().canEncode(message)).isTrue();
      }
    }
  }

  @Test
  void boundsTheNumberOfPartsThatSayNothing() throws IOException {
    write(
        entry(
            "\"status\": \"success\", \"code\": \""
                + "7".repeat(200_000)
                + "\", \"substatus\": ["
                + "{\"status\": \"success\"},".repeat(50_000)
                + "null]"));
    assertThat(status().substatuses()).hasSize(1000);
    assertThat(status().code().length()).isLessThan(1100);
  }

  @Test
  void anEmptyKeyAndALineThatIsBrokenAreNoJson() throws IOException {
    write("[\n {\n  \"status\": {\n   \"status\": \"success\",\n   \"\",\n  }\n }\n]");
    assertThat(settled().code()).isEqualTo("1012");
    assertThat(settled().message().orElseThrow()).contains("line 5");
  }

  private void sample(String name) throws IOException {
    String samples = System.getProperty("waagent.samples");
    assumeTrue(samples != null, "waagent.samples is not set");
    write(Files.readString(Path.of(samples, "extension", name)));
  }

  @Test
  void readsARealStatus() throws IOException {
    sample("sample-status.json");
    ExtensionStatus status = status();
    assertThat(status.state()).contains("success");
    assertThat(status.code()).isEqualTo("1");
    assertThat(status.operation()).contains("Enable");
    assertThat(status.substatuses()).hasSize(1);
    assertThat(status.substatuses().get(0).code()).isEqualTo("\"0\"");
    assertThat(status.substatuses().get(0).message()).isEmpty();
  }

  @Test
  void readsARealStatusThatIsBroken() throws IOException {
    sample("sample-status-invalid-json-format.json");
    assertThat(settled().code()).isEqualTo("1012");
  }

  @Test
  void cutsARealStatusThatIsTooLarge() throws IOException {
    sample("sample-status-very-large.json");
    ExtensionStatus status = status();
    assertThat(status.message().orElseThrow())
        .hasSize(1024 + " ... [TRUNCATED]".length())
        .endsWith(" ... [TRUNCATED]");
    assertThat(status.substatuses()).hasSize(1);
  }
}
