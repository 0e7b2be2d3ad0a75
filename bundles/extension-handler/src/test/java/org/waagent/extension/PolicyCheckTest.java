// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.plugin.Check.Finding;
import org.waagent.plugin.Check.Severity;

/** Whoever asks hears that the policy can't be followed before an extension fails for it. */
class PolicyCheckTest {
  private Agent agent;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    agent = new Agent(folder);
  }

  private Finding look() {
    return new PolicyCheck(
            agent.config,
            agent.files,
            agent.machine.directories(),
            agent.policy(),
            agent.machine.log().logger())
        .look();
  }

  @Test
  void hasNothingToSayWhereNothingIsAsked() {
    assertThat(look().cause()).isEqualTo("no policy is enforced");
  }

  @Test
  void tellsWhatIsWrongWithThePolicy() throws Exception {
    agent.enforcing = true;
    Files.writeString(agent.policyFile, "{}");
    assertThat(look().severity()).isEqualTo(Severity.ERROR);
    assertThat(look().cause()).contains("attribute 'policyVersion' is missing");
  }

  @Test
  void tellsThatTheRootIsMissingWhereItIsNeeded() throws Exception {
    agent.verifying = true;
    assertThat(look().severity()).isEqualTo(Severity.ERROR);
    assertThat(look().cause()).contains("microsoft_root_certificate.pem is missing");
    agent.process(1);
    assertThat(look().cause()).isEqualTo("no policy is enforced, signatures are verified");
  }
}
