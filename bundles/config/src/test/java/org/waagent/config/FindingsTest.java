// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waagent.conf.BadConfException;
import org.waagent.conf.ConfFile;
import org.waagent.config.Finding.Weight;

class FindingsTest {
  private static final Declarations DECLARED =
      new Declarations(
          List.of(
              FakeMetatypes.declaration(
                  "org.waagent.extensions", FakeMetatypes.bool("enabled", true)),
              FakeMetatypes.declaration(
                  "org.waagent.extensions", FakeMetatypes.number("goalStatePeriod", 6)),
              FakeMetatypes.declaration("org.waagent.motd", FakeMetatypes.text("text", "")),
              FakeMetatypes.declaration("org.waagent.motd", FakeMetatypes.number("size", 1))));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FauxKey1=1|WARNING|FauxKey1 is not known",
        "Lib.Dri=/x|WARNING|Lib.Dri is not known; did you mean Lib.Dir?",
        "Motd.Tetx=x|WARNING|Motd.Tetx is not known; did you mean Motd.Text?",
        "MonitorHostName=y|WARNING|MonitorHostName is not known;"
            + " did you mean Provisioning.MonitorHostName?",
        "=Value0|WARNING|has no key before the '='",
        "ResourceDisk.Format: y|WARNING|has no '=' and is no comment",
        "Extensions.Enabled=yes|ERROR|Extensions.Enabled=yes is not y or n;"
            + " the default True holds",
        "Extensions.GoalStatePeriod=0|ERROR|Extensions.GoalStatePeriod=0 is not allowed"
            + " (less than 1); the default 6 holds",
        "Motd.Size=big|ERROR|Motd.Size=big is not a whole number; the default 1 holds",
        "extensions.enabled=y|WARNING|extensions.enabled is spelt Extensions.Enabled",
        "AutoUpdate.Frequency=1|WARNING|AutoUpdate.Frequency is spelt Autoupdate.Frequency",
        "Home.Dir=/x|WARNING|Home.Dir is called OS.HomeDir now",
        "Debug.AutoUpdateNormalFrequency=9|WARNING|Debug.AutoUpdateNormalFrequency is not used by"
            + " this agent: no agent ever read it",
        "ResourceDisk.Format=perhaps|WARNING|ResourceDisk.Format=perhaps is not y or n",
        "ResourceDisk.Format=y|NOTE|ResourceDisk.Format is read by resource-disk,"
            + " which does not run here",
        "HttpProxy.Port=80|WARNING|HttpProxy.Port does nothing without HttpProxy.Host",
      })
  void tellsWhatIsOddAboutALine(String line, Weight weight, String text) throws Exception {
    assertThat(look("# first\n" + line)).contains(new Finding(2, weight, text));
  }

  @ParameterizedTest
  @CsvSource({
    "Extensions.Enabled=n",
    "Extensions.GoalStatePeriod=None",
    "Motd.Text=x",
    "motd.text=x",
    "ResourceDisk.MountOptions=None",
    "Role.StateConsumer=None",
  })
  void tellsNothingOfALineThatIsAsItShouldBe(String line) throws Exception {
    assertThat(look(line)).isEmpty();
  }

  @Test
  void namesTheLineThatHoldsOfSeveral() throws Exception {
    assertThat(look("Motd.Text=1\nMotd.Text=2\n"))
        .containsExactly(
            new Finding(1, Weight.WARNING, "Motd.Text is set again in line 2, which holds"));
  }

  @Test
  void namesTheLineThatHoldsOfSeveralSpellings() throws Exception {
    assertThat(look("motd.text=1\nMotd.Text=2\n"))
        .containsExactly(
            new Finding(1, Weight.WARNING, "motd.text sets the same as line 2, which holds"));
    assertThat(look("OS.HomeDir=/a\nHome.Dir=/b\n"))
        .contains(
            new Finding(2, Weight.WARNING, "Home.Dir is called OS.HomeDir now; line 1 holds"));
  }

  @Test
  void aNoteIsNotOdd() throws Exception {
    assertThat(Findings.odd(look("ResourceDisk.Format=y\n"))).isEmpty();
  }

  @Test
  void theLogEntryIsBounded() throws Exception {
    String text = Findings.inOneLine("f", look("Unheard=1\n".repeat(500)));

    assertThat(text).contains("and 480 more").hasSizeLessThan(2_000);
  }

  private static List<Finding> look(String text) throws BadConfException {
    ConfFile file = ConfFile.parse("f", text.getBytes(UTF_8));
    return Findings.of(Current.of(file, DECLARED));
  }
}
