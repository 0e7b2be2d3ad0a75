// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SshdDirectivesTest {
  private static String edited(String text) {
    return SshdDirectives.of(false, 180, false).in(text);
  }

  @Test
  @Tag("S4")
  void replacesWhatIsSetAndAddsWhatIsNot() {
    assertThat(
            edited(
                """
                Port 22
                Protocol 2
                ChallengeResponseAuthentication yes
                #PasswordAuthentication yes
                UsePAM yes
                """))
        .isEqualTo(
            """
            Port 22
            Protocol 2
            ChallengeResponseAuthentication no
            #PasswordAuthentication yes
            UsePAM yes
            PasswordAuthentication no
            ClientAliveInterval 180
            """);
  }

  @Test
  void addsBeforeWhatCountsForSomeOnly() {
    assertThat(
            edited(
                """
                Port 22
                ChallengeResponseAuthentication yes
                Match host 192.168.1.1
                  ChallengeResponseAuthentication yes
                """))
        .isEqualTo(
            """
            Port 22
            ChallengeResponseAuthentication no
            PasswordAuthentication no
            ClientAliveInterval 180
            Match host 192.168.1.1
              ChallengeResponseAuthentication yes
            """);
  }

  @Test
  void leavesWhatIsSetForSomeOnly() {
    assertThat(
            edited(
                """
                Port 22
                Match host 192.168.1.1
                  ChallengeResponseAuthentication yes
                """))
        .isEqualTo(
            """
            Port 22
            PasswordAuthentication no
            ChallengeResponseAuthentication no
            ClientAliveInterval 180
            Match host 192.168.1.1
              ChallengeResponseAuthentication yes
            """);
  }

  @Test
  void addsAtTheEndWhereThatCountsForAllAgain() {
    String begin =
        """
        Port 22
        match host 192.168.1.1
          ChallengeResponseAuthentication yes
        match all
        #Other config
        """;

    assertThat(edited(begin))
        .isEqualTo(
            begin
                + """
                PasswordAuthentication no
                ChallengeResponseAuthentication no
                ClientAliveInterval 180
                """);
  }

  @Test
  void addsAtTheEndBehindSeveralMatches() {
    String begin =
        """
        Match host 192.168.1.1
          X11Forwarding yes
        Match host 192.168.1.2
          X11Forwarding yes
        Match all
        #Other config
        """;

    assertThat(edited(begin))
        .isEqualTo(
            begin
                + """
                PasswordAuthentication no
                ChallengeResponseAuthentication no
                ClientAliveInterval 180
                """);
  }

  @Test
  void addsAtTheBeginningWhereTheFirstLineIsAMatch() {
    String end =
        """
        Match host 192.168.1.1
          X11Forwarding yes
        Match host 192.168.1.2
          X11Forwarding yes
        """;

    assertThat(edited(end))
        .isEqualTo(
            """
            PasswordAuthentication no
            ChallengeResponseAuthentication no
            ClientAliveInterval 180
            """
                + end);
  }

  @Test
  void knowsKeywordsInAnyCaseAndIndented() {
    assertThat(edited("  passwordauthentication yes\nclientaliveinterval=5\n"))
        .isEqualTo(
            """
            PasswordAuthentication no
            ClientAliveInterval 180
            ChallengeResponseAuthentication no
            """);
  }

  @Test
  void endsAnUnfinishedLine() {
    assertThat(edited("Port 22")).startsWith("Port 22\nPasswordAuthentication no\n");
    assertThat(edited("")).startsWith("PasswordAuthentication no\n").endsWith("180\n");
  }

  @Test
  void changesNothingTheSecondTime() {
    String once = edited("Port 22\nMatch user x\n  Banner none\n");

    assertThat(edited(once)).isEqualTo(once);
  }

  @Test
  void setsTheNewNameOfChallengesWhereTheServerKnowsIt() {
    assertThat(SshdDirectives.of(true, 60, true).in("KbdInteractiveAuthentication no\n"))
        .isEqualTo(
            """
            KbdInteractiveAuthentication yes
            PasswordAuthentication yes
            ChallengeResponseAuthentication yes
            ClientAliveInterval 60
            """);
  }

  @Test
  void findsAFolderOfPartsThatCountsForAll() {
    String folder = "/etc/ssh/sshd_config.d";

    assertThat(SshdDirectives.includes("# x\nInclude /etc/ssh/sshd_config.d/*.conf\n", folder))
        .isTrue();
    assertThat(SshdDirectives.includes("#Include /etc/ssh/sshd_config.d/*.conf\n", folder))
        .isFalse();
    assertThat(
            SshdDirectives.includes(
                "Match user x\n Include /etc/ssh/sshd_config.d/*.conf\n", folder))
        .isFalse();
  }
}
