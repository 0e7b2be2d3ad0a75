// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.codec.digest.Crypt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.condition.Condition;
import org.waagent.goalstate.RemoteAccess;
import org.waagent.goalstate.Secret;
import org.waagent.goalstate.Thumbprint;
import org.waagent.host.Cms;
import org.waagent.os.Users;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Removal;
import org.waagent.provisioning.config.Settings;
import org.waagent.provisioning.tools.TestBench;
import org.waagent.provisioning.tools.TestWanted;

/** Accounts for a while. */
class RemoteAccessPluginTest {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  @TempDir private Path root;
  private final List<String> asked = new ArrayList<>();
  private TestBench bench;
  private RemoteAccessPlugin plugin;

  /** Opens what it is given, unless that says it is broken. */
  private static final class OpenCms implements Cms {
    @Override
    public Secret decrypt(Thumbprint certificate, byte[] der) {
      throw new AssertionError();
    }

    @Override
    public Secret decryptForTransport(byte[] der) throws IOException {
      if (new String(der, StandardCharsets.UTF_16LE).equals("broken")) {
        throw new IOException("no key for it");
      }
      return Secret.of(der);
    }

    @Override
    public void verify(byte[] signature, InputStream content, List<Path> roots) {
      throw new AssertionError();
    }
  }

  @BeforeEach
  void make() {
    make("Ubuntu18");
  }

  private void make(String family) {
    bench = new TestBench(root, family);
    plugin =
        new RemoteAccessPlugin(
            Settings.of(bench.settings),
            bench.machine.files(),
            bench.machine.directories(),
            bench.accounts,
            bench.accounts,
            bench.facts,
            bench.machine.clock(),
            new OpenCms(),
            (name, why) -> asked.add(name),
            Condition.INSTANCE);
  }

  private Instant in(Duration time) {
    return bench.machine.clock().instant().plus(time);
  }

  private RemoteAccess.User user(String name, String password, Instant expires) {
    String text = TIME.format(expires) + " UTC";
    return new RemoteAccess.User(
        name, encrypted(password.getBytes(StandardCharsets.UTF_16LE)), Optional.of(text));
  }

  private static Secret encrypted(byte[] text) {
    return Secret.of(Base64.getEncoder().encodeToString(text));
  }

  private List<Outcome> process(RemoteAccess.User... users) throws Exception {
    return process(Optional.of(new RemoteAccess(List.of(users))));
  }

  private List<Outcome> process(Optional<RemoteAccess> access) throws Exception {
    Plan plan = plugin.plan(TestWanted.of(access));
    List<Outcome> outcomes = new ArrayList<>();
    for (Change change : plan.changes()) {
      outcomes.add(change.apply());
    }
    outcomes.add(plan.settled());
    return outcomes;
  }

  @Test
  void makesAnAccountWithItsPasswordAndRights() throws Exception {
    Instant expires = in(Duration.ofHours(2));
    assertThat(process(user("jit", "pa55", expires))).containsOnly(Outcome.done());
    Users.User made = bench.accounts.users.get("jit");
    assertThat(made.comment()).isEqualTo("JIT_Account");
    assertThat(bench.accounts.days)
        .containsEntry("jit", LocalDate.ofInstant(expires, ZoneOffset.UTC).plusDays(1));
    String hash = bench.accounts.hashes.get("jit").reveal();
    assertThat(Crypt.crypt("pa55", hash)).isEqualTo(hash);
    assertThat(bench.accounts.allowed).contains("jit");
    assertThat(
            plugin
                .plan(
                    TestWanted.of(
                        Optional.of(new RemoteAccess(List.of(user("jit", "pa55", expires))))))
                .changes())
        .isEmpty();
  }

  @Test
  void readsBothByteOrdersOfThePassword() throws Exception {
    for (String charset : List.of("UTF-16LE", "UTF-16BE")) {
      byte[] text = "\ufeffpäß".getBytes(charset);
      String clear = new Passphrase(new OpenCms()).open(encrypted(text)).reveal();
      assertThat(clear).isEqualTo("päß");
    }
  }

  @Test
  void removesAnAccountAtTheTimeItExpires() throws Exception {
    RemoteAccess.User user = user("jit", "pa55", in(Duration.ofHours(2)));
    process(user);
    bench.machine.clock().advance(Duration.ofMinutes(119));
    assertThat(asked).isEmpty();
    bench.machine.clock().advance(Duration.ofMinutes(1));
    assertThat(asked).containsExactly("remote-access");
    assertThat(process(user)).containsOnly(Outcome.done());
    assertThat(bench.accounts.users).isEmpty();
    assertThat(process(user)).containsExactly(Outcome.done());
  }

  @Test
  void renewsWhatIsWantedForLongerOrWithAnotherPassword() throws Exception {
    process(user("jit", "old", in(Duration.ofHours(1))));
    Instant later = in(Duration.ofDays(3));
    process(user("jit", "new", later));
    String hash = bench.accounts.hashes.get("jit").reveal();
    assertThat(Crypt.crypt("new", hash)).isEqualTo(hash);
    assertThat(bench.accounts.days)
        .containsEntry("jit", LocalDate.ofInstant(later, ZoneOffset.UTC).plusDays(1));
    assertThat(bench.accounts.calls).doesNotContain("delete jit");
    assertThat(bench.accounts.calls.stream().filter("create jit"::equals)).hasSize(1);
  }

  @Test
  void removesWhatIsNotNamedAnyMore() throws Exception {
    process(user("a", "p", in(Duration.ofHours(1))), user("b", "p", in(Duration.ofHours(1))));
    process(user("b", "p", in(Duration.ofHours(1))));
    assertThat(bench.accounts.users).containsOnlyKeys("b");
    process(Optional.empty());
    assertThat(bench.accounts.users).isEmpty();
  }

  @Test
  void neverTouchesAnAccountOfSomebodyElse() throws Exception {
    bench.accounts.put("root", 0, "root");
    bench.accounts.put("ann", 1000, "Ann JIT_Account");
    List<Outcome> outcomes =
        process(user("root", "p", in(Duration.ofHours(1))), user("ann", "p", in(Duration.ZERO)));
    assertThat(outcomes).hasSize(1);
    assertThat(((Outcome.Failed) outcomes.get(0)).text()).contains("root").contains("ann");
    process(Optional.empty());
    assertThat(bench.accounts.calls).isEmpty();
  }

  @Test
  void oneThatFailsHoldsUpNoOther() throws Exception {
    bench.accounts.failing.add("allow half");
    List<Outcome> outcomes =
        process(
            user("spoilt", "broken", in(Duration.ofHours(1))),
            user("half", "p", in(Duration.ofHours(1))),
            user("good", "p", in(Duration.ofHours(1))),
            user("-rf", "p", in(Duration.ofHours(1))),
            new RemoteAccess.User(
                "never", encrypted(new byte[] {65, 0}), Optional.of("2019-01-01")));
    assertThat(bench.accounts.users).containsOnlyKeys("good");
    assertThat(outcomes).hasSize(4);
    assertThat(((Outcome.Failed) outcomes.get(0)).text()).contains("spoilt").contains("no key");
    assertThat(((Outcome.Failed) outcomes.get(1)).text()).contains("half");
    assertThat(outcomes.get(2)).isEqualTo(Outcome.done());
    assertThat(((Outcome.Failed) outcomes.get(3)).text()).contains("never").doesNotContain("-rf");
    assertThat(bench.accounts.calls).contains("delete half");
  }

  @Test
  void ofTwoWithOneNameTheLastCounts() throws Exception {
    process(
        user("jit", "first", in(Duration.ofHours(1))),
        user("jit", "last", in(Duration.ofHours(1))));
    String hash = bench.accounts.hashes.get("jit").reveal();
    assertThat(Crypt.crypt("last", hash)).isEqualTo(hash);
    assertThat(bench.accounts.calls.stream().filter("create jit"::equals)).hasSize(1);
  }

  @Test
  void keepsAnAccountWhoseTimeCannotBeReadAnyMore() throws Exception {
    process(user("jit", "p", in(Duration.ofHours(1))));
    process(new RemoteAccess.User("jit", encrypted(new byte[] {65, 0}), Optional.of("soon")));
    assertThat(bench.accounts.users).containsOnlyKeys("jit");
  }

  @Test
  void makesNoAccountThatHasExpiredAlready() throws Exception {
    assertThat(process(user("jit", "p", in(Duration.ofSeconds(-1)))))
        .containsExactly(Outcome.done());
    assertThat(bench.accounts.calls).isEmpty();
  }

  @Test
  void triesAgainToRemoveWhatIsStillThere() throws Exception {
    process(user("jit", "p", in(Duration.ofHours(1))));
    bench.accounts.failing.add("delete jit");
    assertThat(process(Optional.empty()).get(0)).isInstanceOf(Outcome.RetryLater.class);
  }

  @Test
  void saysWhereASystemHasNoSuchAccounts() throws Exception {
    make("BIG-IP");
    assertThat(process(user("jit", "p", in(Duration.ofHours(1)))))
        .singleElement()
        .isInstanceOf(Outcome.NotApplicable.class);
    assertThat(process(Optional.empty())).containsExactly(Outcome.done());
    assertThat(bench.accounts.calls).isEmpty();
  }

  @Test
  void goesWithTheImageAndWithTheAgent() throws Exception {
    bench.accounts.put("ann", 1000, "");
    process(user("jit", "p", in(Duration.ofHours(1))));
    for (Change change : plugin.removal(Removal.DEPROVISION).changes()) {
      change.apply();
    }
    assertThat(bench.accounts.users).containsOnlyKeys("ann");
  }
}
