// SPDX-License-Identifier: Apache-2.0
package org.waagent.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code itests/CLAIMS.md} and {@code itests/CHECKLIST.md} tell the truth. */
final class LedgerTest {
  private static final String TABLE =
      IntStream.rangeClosed(1, 79)
          .mapToObj(n -> "| S" + n + " | Does it. | open |  |")
          .collect(Collectors.joining("\n"));

  @Test
  void aClaimCalledDoneHasATestThatNamesIt() throws Exception {
    String table = Files.readString(Repository.root().resolve("itests/CLAIMS.md"));

    assertThat(Ledger.CLAIMS.findings(table, TaggedTests.below(Repository.root()))).isEmpty();
  }

  @Test
  void aLineOfTheChecklistCalledDoneHasATestThatNamesIt() throws Exception {
    String table = Files.readString(Repository.root().resolve("itests/CHECKLIST.md"));

    assertThat(Ledger.CHECKLIST.findings(table, TaggedTests.below(Repository.root()))).isEmpty();
  }

  @Test
  void noticesAStateThatIsNone() {
    String odd = TABLE.replace("S54 | Does it. | open", "S54 | Does it. | perhaps");

    assertThat(Ledger.CLAIMS.findings(odd, Map.of()))
        .containsExactly("S54 is neither done nor one of [open]: perhaps");
  }

  @Test
  void leavesTheTagsOfOtherTablesAlone() {
    assertThat(Ledger.CLAIMS.findings(TABLE, Map.of("D7", Set.of("A#b")))).isEmpty();
  }

  @Test
  void acceptsATableThatFits() {
    String done = TABLE.replace("S54 | Does it. | open |  |", "S54 | Does it. | done | `A#b` |");

    assertThat(Ledger.CLAIMS.findings(TABLE, Map.of())).isEmpty();
    assertThat(Ledger.CLAIMS.findings(done, Map.of("S54", Set.of("A#b")))).isEmpty();
  }

  @Test
  void noticesADoneClaimWithoutATest() {
    String done = TABLE.replace("S54 | Does it. | open", "S54 | Does it. | done");

    assertThat(Ledger.CLAIMS.findings(done, Map.of()))
        .containsExactly("S54 is called done, but no test has the tag");
    assertThat(Ledger.CLAIMS.findings(done, Map.of("S54", Set.of("A#b"))))
        .containsExactly("S54 is called done, but names none of [A#b]");
  }

  @Test
  void noticesATestThatIsNotThere() {
    String named = TABLE.replace("S54 | Does it. | open |  |", "S54 | Does it. | done | A#gone |");

    assertThat(Ledger.CLAIMS.findings(named, Map.of("S54", Set.of("A#b"))))
        .containsExactly("S54 names [A#gone], but the tag is on [A#b]");
  }

  @Test
  void noticesMissingDoubledAndUnknownNumbers() {
    String odd = TABLE.replace("| S7 |", "| S8 |");

    assertThat(Ledger.CLAIMS.findings(odd, Map.of("S80", Set.of("A#b"))))
        .containsExactly(
            "S8 stands there twice", "S7 is missing", "S80 is no row, but [A#b] name it");
  }

  @Test
  void readsTagsOfMethodsAndClasses() {
    String tag = "@Tag";
    String source =
        tag
            + "(\"S1\") final class ATest {\n@Test\n"
            + tag
            + "(\"S2\")\n"
            + tag
            + "(\"S3\")\nvoid does() {}\nvoid other() {}\n}";

    assertThat(TaggedTests.tagged("ATest", source))
        .isEqualTo(
            Map.of("S1", Set.of("ATest"), "S2", Set.of("ATest#does"), "S3", Set.of("ATest#does")));
  }
}
