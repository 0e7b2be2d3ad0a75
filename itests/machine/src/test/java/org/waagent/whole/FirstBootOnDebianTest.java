// SPDX-License-Identifier: Apache-2.0
package org.waagent.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waagent.agent.OvfText;

/** The first boot of a real machine: it is soon ready, and its user logs in through a real sshd. */
class FirstBootOnDebianTest extends MachineTest {
  private static final String PASSWORD = "Geheim-42-Passw0rd";
  private static final String MEDIUM = "/media/provisioning";
  private static final String NAMED = "Provisioning.Agent=waagent";

  /** Of a start until Ready, without the programs it calls, on two quiet cores. */
  private static final Duration LIMIT = Duration.ofMillis(700);

  /** What a Java that does nothing takes on those. */
  private static final Duration JAVA = Duration.ofMillis(50);

  @Override
  String groups() {
    return "0";
  }

  private static String document(String key) {
    return OvfText.of(
        "vm-of-ann",
        "ann",
        PASSWORD,
        "<wa:DisableSshPasswordAuthentication>false</wa:DisableSshPasswordAuthentication>",
        OvfText.key("$HOME/ann/.ssh/authorized_keys", key));
  }

  /** The kernel of the tests has no UDF; what counts as a medium is what a drive is mounted as. */
  private void insert() throws Exception {
    machine.must("sh", "-c", "rm -f /root/key*; umount " + MEDIUM + " 2>/dev/null || true");
    machine.must("ssh-keygen", "-q", "-N", "", "-t", "ed25519", "-f", "/root/key");
    machine.must("touch", "/dev/sr0");
    machine.must("mkdir", "-p", MEDIUM);
    machine.must("mount", "-t", "tmpfs", "-o", "size=1m", "/dev/sr0", MEDIUM);
    String key = machine.must("cat", "/root/key.pub");
    Files.writeString(machine.file(MEDIUM + "/ovf-env.xml"), document(key));
  }

  @Test
  void theUserLogsInWithKeyAndPassword() throws Exception {
    forget();
    insert();
    machine.must("sh", "-c", "echo root:of-the-image | chpasswd");
    String formerKey = machine.must("cat", "/etc/ssh/ssh_host_ed25519_key.pub");

    begin("none", ":", READY, NAMED, "Provisioning.DeleteRootPassword=y");
    assertReported();

    assertThat(machine.must("hostname")).isEqualTo("vm-of-ann");
    assertThat(machine.must("cat", "/etc/hostname")).isEqualTo("vm-of-ann");
    assertThat(traces()).isEmpty();
    assertThat(machine.must("cat", "/etc/sudoers.d/waagent")).isEqualTo("ann ALL=(ALL) ALL");
    machine.must("visudo", "-c");
    assertThat(machine.must("grep", "^root:", "/etc/shadow")).startsWith("root:*LOCK*:");
    assertThat(machine.run("cat", "/etc/ssh/ssh_host_ed25519_key.pub").text())
        .doesNotContain(formerKey);
    assertThat(login("-o BatchMode=yes -i /root/key")).isEqualTo("ann");
    assertThat(login(askingFor())).isEqualTo("ann");

    String before = state();
    agent.stop();
    agent.start();
    awaitPlan();
    assertThat(state()).isEqualTo(before);
  }

  /** Takes away what the first boot of another test made. */
  private void forget() {
    machine.must("sh", "-c", "! id -u ann >/dev/null 2>&1 || userdel -r ann 2>/dev/null");
    machine.must("rm", "-f", "/etc/sudoers.d/waagent", "/etc/ssh/sshd_config.d/00-waagent.conf");
    machine.must("sh", "-c", "hostname image; echo image >/etc/hostname; ssh-keygen -A");
  }

  /**
   * Seven first boots and the limit itself for {@code itests/bench}, on a quiet machine; else one,
   * which has four times as long, and longer in the measure the machine is slower or busier than
   * the one of the limit.
   */
  @Test
  void isReadySoon() throws Exception {
    boolean exact = Boolean.getBoolean("waagent.bench");
    List<Duration> own = new ArrayList<>();
    Duration before = startOfJava();
    for (int i = 0; i < (exact ? 7 : 1); i++) {
      own.add(firstBoot());
    }
    Duration after = startOfJava();
    Duration java = before.compareTo(after) < 0 ? after : before;
    Duration median = own.stream().sorted().skip(own.size() / 2).findFirst().orElseThrow();
    tell(
        "median of %d: %d ms without programs, at most %d ms on two quiet cores; Java itself: %d ms"
            .formatted(own.size(), median.toMillis(), LIMIT.toMillis(), java.toMillis()));
    double wide = exact ? 1 : 4 * Math.max(1, (double) java.toNanos() / JAVA.toNanos());
    assertThat(median.toMillis()).isLessThanOrEqualTo(Math.round(wide * LIMIT.toMillis()));
  }

  /** How long a Java that does nothing takes here and now: the median of five. */
  private Duration startOfJava() {
    List<Duration> took = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      long begin = System.nanoTime();
      machine.must(System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC", "-version");
      took.add(Duration.ofNanos(System.nanoTime() - begin));
    }
    return took.stream().sorted().skip(2).findFirst().orElseThrow();
  }

  /** Returns what the agent itself took until Ready. */
  private Duration firstBoot() throws Exception {
    forget();
    insert();
    begin("none", ":", READY, NAMED, "Logs.Verbose=n");
    assertReported();
    StartTimes times = StartTimes.of(machine.must("waagent", "timeline", "--json"));
    stop();
    assertThat(times.hasBeforeReady("provisioning", "mark the machine as provisioned")).isTrue();
    Duration all = times.untilReady();
    Duration programs = times.programsOf("provisioning");
    Duration own = all.minus(programs);
    tell(
        "first boot: %d ms from the framework's start to Ready, %d ms without programs"
            .formatted(all.toMillis(), own.toMillis()));
    return own;
  }

  private static void tell(String figure) {
    System.out.println("figure: " + figure);
  }

  /** Waits until the agent that was started last knows that nothing is to be done. */
  private void awaitPlan() throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
    String told = "";
    while (!told.contains("provisioning 3.0.0: Done") && System.nanoTime() < end) {
      Thread.sleep(200);
      told = machine.run("waagent", "status").text();
    }
    assertThat(told).contains("provisioning 3.0.0: Done");
  }

  private String login(String options) {
    String known = "-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR ";
    return machine.must(
        "sh",
        "-c",
        "SSH_ASKPASS=/root/ask SSH_ASKPASS_REQUIRE=force ssh "
            + known
            + options
            + " ann@127.0.0.1 whoami");
  }

  private String askingFor() throws Exception {
    Files.writeString(machine.file("/root/ask"), "#!/bin/sh\necho '" + PASSWORD + "'\n");
    machine.must("chmod", "700", "/root/ask");
    return "-o PreferredAuthentications=password -o PubkeyAuthentication=no";
  }

  /** Files with the password in them, but for the medium. */
  private String traces() {
    String folders = "/etc /home /opt /root /run /srv /tmp /usr/share/waagent /var";
    return machine
        .run("sh", "-c", "grep -rlsF -D skip '" + PASSWORD + "' " + folders)
        .text()
        .strip();
  }

  private String state() {
    return machine.must(
        "sh",
        "-c",
        "cat /etc/shadow /etc/passwd /etc/hostname /etc/sudoers.d/waagent"
            + " /home/ann/.ssh/authorized_keys /etc/ssh/ssh_host_*_key.pub | sha256sum");
  }
}
