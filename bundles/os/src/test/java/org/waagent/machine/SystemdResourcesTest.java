// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.os.ResourceControl.Quota;
import org.waagent.os.ResourceControl.Support;
import org.waagent.os.ResourceControl.Usage;

@Tag("V15")
class SystemdResourcesTest {
  private static final String SLICE = "azure-vmextensions-Acme.Hello.slice";
  private static final String PATH = "azure.slice/azure-vmextensions.slice/" + SLICE;
  private static final String OLD =
      """
      30 23 0:27 / /sys/fs/cgroup ro,nosuid - tmpfs tmpfs ro,mode=755
      31 30 0:28 / /sys/fs/cgroup/unified rw,nosuid - cgroup2 cgroup2 rw,nsdelegate
      32 30 0:29 / /sys/fs/cgroup/systemd rw,nosuid - cgroup cgroup rw,xattr,name=systemd
      33 30 0:30 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid shared:9 - cgroup cgroup rw,cpu,cpuacct
      34 30 0:31 / /sys/fs/cgroup/memory rw,nosuid - cgroup cgroup rw,memory
      """;

  @TempDir private Path root;
  private FakeSystemd systemd;

  @BeforeEach
  void make() throws IOException {
    systemd = new FakeSystemd(root);
  }

  private static OptionalLong of(long value) {
    return OptionalLong.of(value);
  }

  private static Quota quota(double cpu, long memory) {
    return new Quota(OptionalDouble.of(cpu), of(memory));
  }

  @Test
  void findsTheVersionByWhatIsMounted() throws Exception {
    assertThat(systemd.resources().support()).isEqualTo(new Support.Groups(2));
    FakeSystemd old = new FakeSystemd(root).put("proc/self/mountinfo", OLD);
    assertThat(old.resources().support()).isEqualTo(new Support.Groups(1));
  }

  @Test
  void offersNothingWhereSomethingIsMissing() throws Exception {
    FakeSystemd bare = new FakeSystemd(root).put("proc/self/mountinfo", "rubbish\n - \n1 2 - x\n");
    assertThat(bare.resources().support())
        .isEqualTo(new Support.None("no control groups are mounted"));
    Files.delete(root.resolve("run/systemd/system"));
    SystemdResources none = new FakeSystemdLess(root).resources();
    assertThat(none.support()).isEqualTo(new Support.None("systemd does not run here"));
    assertThat(none.bound(SLICE, quota(50, 1))).isFalse();
    assertThat(none.usage(SLICE)).isEmpty();
    assertThat(none.usage("acme.service")).isEmpty();
    assertThat(systemd.calls("asked")).isEmpty();
  }

  /** The same machine, looked at again without systemd. */
  private record FakeSystemdLess(Path root) {
    SystemdResources resources() {
      RootedFiles files = new RootedFiles(new Root(root));
      Programs programs = new Programs(root.resolve("programs").toString());
      Scopes scopes = new Scopes(files, programs, () -> true, System::nanoTime);
      return new SystemdResources(
          files, new ProcessShell(new Root(root), files, programs, scopes), scopes);
    }
  }

  @Test
  void whoIsNotRootGetsNoScopes() {
    RootedFiles files = new RootedFiles(new Root(root));
    Programs programs = new Programs(root.resolve("programs").toString());
    assertThat(new Scopes(files, programs, () -> false, System::nanoTime).support())
        .isEqualTo(new Support.None("the agent does not run as root"));
  }

  @Test
  void boundsASlice() throws Exception {
    assertThat(systemd.resources().bound(SLICE, quota(37.4, 1 << 20))).isTrue();
    assertThat(systemd.calls("asked"))
        .containsExactly(
            "set-property --runtime "
                + SLICE
                + " CPUAccounting=yes MemoryAccounting=yes CPUQuota=37% MemoryMax=1048576");
  }

  @Test
  void boundsMemoryByItsOldNameOnVersionOne() throws Exception {
    systemd.put("proc/self/mountinfo", OLD);
    assertThat(systemd.resources().bound(SLICE, quota(0.2, 5))).isTrue();
    assertThat(systemd.calls("asked").get(0)).endsWith(" CPUQuota=1% MemoryLimit=5");
  }

  @Test
  void asksForNothingWhereNothingIsBoundAndNothingWas() throws Exception {
    assertThat(systemd.resources().bound(SLICE, Quota.NONE)).isTrue();
    assertThat(systemd.calls("asked")).isEmpty();
  }

  @Test
  void liftsWhatWasSetBefore() throws Exception {
    String set = "run/systemd/system.control/" + SLICE + ".d/50-";
    systemd.put(set + "CPUQuota.conf", "").put(set + "MemoryMax.conf", "");
    assertThat(systemd.resources().bound(SLICE, Quota.NONE)).isTrue();
    assertThat(systemd.calls("asked").get(0)).endsWith(" CPUQuota= MemoryMax=infinity");
  }

  @Test
  void boundsAServiceOnlyIfItIsThere() throws Exception {
    systemd.put("ctl-does", "[ $1 = show ] && echo LoadState=not-found\n");
    assertThat(systemd.resources().bound("acme.service", quota(10, 10))).isFalse();
    assertThat(systemd.calls("asked")).containsExactly("show --property=LoadState acme.service");
    systemd.put("ctl-does", "[ $1 = show ] && echo LoadState=loaded\n");
    assertThat(systemd.resources().bound("acme.service", Quota.NONE)).isTrue();
    assertThat(systemd.calls("asked"))
        .last()
        .asString()
        .isEqualTo("set-property --runtime acme.service CPUAccounting=yes MemoryAccounting=yes");
  }

  @Test
  void tellsWhySystemdRefused() throws Exception {
    systemd.put("ctl-does", "echo 'Access denied' >&2; exit 1\n");
    assertThatThrownBy(() -> systemd.resources().bound(SLICE, quota(1, 1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("set-property --runtime " + SLICE)
        .hasMessageEndingWith("Access denied");
    assertThat(systemd.resources().support()).isEqualTo(new Support.Groups(2));
  }

  @Test
  void asksNothingMoreForAWhileWhereSystemdDoesNotAnswer() throws Exception {
    systemd.put("ctl-does", "sleep 300\n");
    assertThatThrownBy(() -> systemd.resources().bound(SLICE, quota(1, 1)))
        .hasMessageContaining("no answer within 10 s");
    assertThat(systemd.resources().support()).isInstanceOf(Support.Refused.class);
    assertThat(systemd.resources().bound(SLICE, quota(1, 1))).isFalse();
    assertThat(systemd.calls("asked")).hasSize(1);
    systemd.later(Duration.ofMinutes(11));
    assertThat(systemd.resources().support()).isEqualTo(new Support.Groups(2));
  }

  @Test
  void countsOnVersionTwo() throws Exception {
    String group = "sys/fs/cgroup/" + PATH + "/";
    systemd
        .put(group + "cpu.stat", "usage_usec 1500\nuser_usec 3\nnr_throttled 2\nthrottled_usec 7\n")
        .put(group + "memory.current", "4096\n")
        .put(group + "memory.stat", "anon 1000\nfile 2000\nanon_thp 9\n")
        .put(group + "memory.peak", "9000\n")
        .put(group + "memory.swap.current", "12\n")
        .put(group + "memory.events", "low 1\nhigh 3\nmax 4\n");
    assertThat(systemd.resources().usage(SLICE))
        .contains(
            new Usage(
                of(1_500_000), of(7000), of(4096), of(1000), of(2000), of(9000), of(12), of(3)));
    assertThat(systemd.calls("asked")).isEmpty();
  }

  @Test
  void countsOnVersionOne() throws Exception {
    systemd
        .put("proc/self/mountinfo", OLD)
        .put("sys/fs/cgroup/cpu,cpuacct/" + PATH + "/cpuacct.usage", "12345\n")
        .put("sys/fs/cgroup/cpu,cpuacct/" + PATH + "/cpu.stat", "throttled_time 99\n")
        .put("sys/fs/cgroup/memory/" + PATH + "/memory.usage_in_bytes", "777\n")
        .put(
            "sys/fs/cgroup/memory/" + PATH + "/memory.stat",
            "cache 1\nrss 2\ntotal_cache 10\ntotal_rss 20\ntotal_swap 30\n")
        .put("sys/fs/cgroup/memory/" + PATH + "/memory.max_usage_in_bytes", "888\n");
    assertThat(systemd.resources().usage(SLICE))
        .contains(
            new Usage(
                of(12345), of(99), of(777), of(20), of(10), of(888), of(30), OptionalLong.empty()));
  }

  /** Each controller is counted where it is. */
  @Test
  void countsWhereBothVersionsShareTheWork() throws Exception {
    String unified = "sys/fs/cgroup/unified/" + PATH + "/";
    systemd
        .put(
            "proc/self/mountinfo",
            "1 0 0:1 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"
                + "2 0 0:1 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n")
        .put(unified + "cpu.stat", "usage_usec 5\n")
        .put("sys/fs/cgroup/memory/" + PATH + "/memory.usage_in_bytes", "6\n");
    Usage usage = systemd.resources().usage(SLICE).orElseThrow();
    assertThat(usage.cpuNanos()).isEqualTo(of(5000));
    assertThat(usage.throttledNanos()).isEmpty();
    assertThat(usage.memoryBytes()).isEqualTo(of(6));
  }

  @Test
  void rubbishInACounterIsNotCounted() throws Exception {
    systemd.put("sys/fs/cgroup/" + PATH + "/memory.current", "max\n");
    assertThat(systemd.resources().usage(SLICE).orElseThrow().memoryBytes()).isEmpty();
    assertThat(systemd.resources().usage("azure-vmextensions-Other.slice")).isEmpty();
  }

  @Test
  void asksOnceWhereAServiceIs() throws Exception {
    systemd
        .put("ctl-does", "echo ControlGroup=/acme.slice/acme.service\n")
        .put("sys/fs/cgroup/acme.slice/acme.service/memory.current", "5\n")
        .put("sys/fs/cgroup/system.slice/usual.service/memory.current", "6\n");
    SystemdResources resources = systemd.resources();
    assertThat(resources.usage("acme.service").orElseThrow().memoryBytes()).isEqualTo(of(5));
    assertThat(resources.usage("acme.service")).isPresent();
    assertThat(resources.usage("usual.service").orElseThrow().memoryBytes()).isEqualTo(of(6));
    assertThat(systemd.calls("asked")).hasSize(1);
  }

  @Test
  void aServiceThatDoesNotRunUsesNothing() throws Exception {
    systemd.put("ctl-does", "echo ControlGroup=\n");
    assertThat(systemd.resources().usage("acme.service")).isEmpty();
  }

  @Test
  void knowsItsOwnServiceWithoutAsking() throws Exception {
    systemd
        .put("proc/self/cgroup", "0::/azure.slice/waagent.service\n")
        .put("sys/fs/cgroup/azure.slice/waagent.service/memory.current", "5\n");
    SystemdResources resources = systemd.resources();
    assertThat(resources.ownService()).contains("waagent.service");
    assertThat(resources.usage("waagent.service")).isPresent();
    assertThat(systemd.calls("asked")).isEmpty();
    systemd.put("proc/self/cgroup", "4:memory:/x\n1:name=systemd:/a.scope\n0::/b.service\n");
    assertThat(systemd.resources().ownService()).contains("b.service");
    FakeSystemd old = new FakeSystemd(root).put("proc/self/mountinfo", OLD);
    assertThat(old.resources().ownService()).isEmpty();
  }

  @Test
  void tellsWhoElseRunsInAService() throws Exception {
    long self = ProcessHandle.current().pid();
    systemd
        .put("proc/self/cgroup", "0::/azure.slice/waagent.service\n")
        .put("sys/fs/cgroup/azure.slice/waagent.service/memory.current", "5\n")
        .put(
            "sys/fs/cgroup/azure.slice/waagent.service/cgroup.procs",
            self + "\n812812812\nrubbish\n");
    SystemdResources resources = systemd.resources();
    assertThat(resources.others("waagent.service")).containsExactly(812_812_812L);
    assertThat(resources.others("azure.slice")).isEmpty();
    systemd.put("ctl-does", "echo ControlGroup=\n");
    assertThat(resources.others("acme.service")).isEmpty();
  }

  @Test
  void aDashLeadsIntoADeeperSlice() {
    assertThat(SystemdResources.slice("a-b-c.slice")).isEqualTo("/a.slice/a-b.slice/a-b-c.slice");
    assertThat(SystemdResources.slice("azure.slice")).isEqualTo("/azure.slice");
  }
}
