// SPDX-License-Identifier: Apache-2.0
package org.waagent.conf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S54")
class ConfFileTest {
  static Stream<Arguments> lines() {
    return Stream.of(
        arguments("A=1 # c", "A", "1"),
        arguments("C=\"x y\" ", "C", "x y"),
        arguments("F = y \r", "F", "y"),
        arguments("=Value0", "", "Value0"),
        arguments("FauxKey1= Value1", "FauxKey1", "Value1"),
        arguments("FauxKey2=Value2 Value2", "FauxKey2", "Value2 Value2"),
        arguments(
            "FauxKey3=delalloc,rw,noatime,mode=777", "FauxKey3", "delalloc,rw,noatime,mode=777"),
        arguments(
            "Provisioning.SshHostKeyPairType=rsa # why", "Provisioning.SshHostKeyPairType", "rsa"),
        arguments("Provisioning.DecodeCustomData=n#why", "Provisioning.DecodeCustomData", "n"),
        arguments("OS.EnableFIPS=y#why", "OS.EnableFIPS", "y"),
        arguments("OS.SshClientAliveInterval=42#why '#' why", "OS.SshClientAliveInterval", "42"),
        arguments("Q = \"a b\"\t\r", "Q", "a b"),
        arguments("\tT\t=\t1\t", "T", "1"),
        arguments("D=none", "D", "none"),
        arguments("N=None too", "N", "None too"));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void takesALineApart(String line, String key, String value) throws Exception {
    ConfFile file = parse(line + "\nLast=1\n");

    assertThat(file.value(key)).contains(value);
    assertThat(file.entries()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"E=", "E=None", "E= None # c", "E=\"\"", "E=\"None\"", "E=#x", "E= \r"})
  void nothingAndNoneMeanNotSet(String line) throws Exception {
    ConfFile file = parse(line);

    assertThat(file.value("E")).isEmpty();
    assertThat(file.entry("E")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"#B=2", " #B=2", "\t#B=2", "", "  ", "\r"})
  void commentsAndBlankLinesAreNoEntries(String line) throws Exception {
    ConfFile file = parse("A=1\n" + line + "\n");

    assertThat(file.entries()).hasSize(1);
    assertThat(file.oddLines()).isEmpty();
  }

  @Test
  void theLastOfSeveralLinesHoldsAndAllAreRemembered() throws Exception {
    ConfFile file = parse("A=1\nB=x\nA=2\n");

    assertThat(file.value("A")).contains("2");
    assertThat(file.entry("A").orElseThrow().line()).isEqualTo(3);
    assertThat(file.entries()).extracting(ConfFile.Entry::line).containsExactly(1, 2, 3);
  }

  @Test
  void aLaterNoneTakesAnEarlierValueBack() throws Exception {
    assertThat(parse("A=1\nA=None\n").value("A")).isEmpty();
  }

  @Test
  void keysAreCaseSensitive() throws Exception {
    ConfFile file = parse("AutoUpdate.Enabled=n\nAutoupdate.Enabled=y\n");

    assertThat(file.value("AutoUpdate.Enabled")).contains("n");
  }

  @Test
  void aLineThatSaysNothingIsRememberedByItsNumber() throws Exception {
    ConfFile file = parse("# c\r\n\r\nResourceDisk.Format: y\r\nA=1");

    assertThat(file.oddLines()).containsExactly(3);
    assertThat(file.entry("A").orElseThrow().line()).isEqualTo(4);
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstKey() throws Exception {
    assertThat(parse("\uFEFFA=1\n").value("A")).contains("1");
  }

  @Test
  void wrongBytesSpoilOnlyTheirOwnLine() throws Exception {
    byte[] content = "A=\0\nB=2\n".getBytes(UTF_8);
    content[2] = (byte) 0xFF;

    assertThat(ConfFile.parse("f", content).value("B")).contains("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", " \r\n", "\0\0\0", "\uFEFF"})
  void aFileWithNothingInItIsRefusedByName(String content) {
    assertThatExceptionOfType(BadConfException.class)
        .isThrownBy(() -> parse(content))
        .withMessage("/etc/waagent.conf is empty");
  }

  @Test
  void aFileOfCommentsOnlySetsNothing() throws Exception {
    assertThat(parse("# all defaults\n").entries()).isEmpty();
  }

  @Test
  void aHugeFileIsRefused() {
    byte[] content = new byte[ConfFile.MOST_BYTES + 1];
    Arrays.fill(content, (byte) '#');

    assertThatExceptionOfType(BadConfException.class)
        .isThrownBy(() -> ConfFile.parse("f", content))
        .satisfies(e -> assertThat(e.reason()).contains("1048576"));
  }

  private static ConfFile parse(String text) throws BadConfException {
    return ConfFile.parse("/etc/waagent.conf", text.getBytes(UTF_8));
  }
}
