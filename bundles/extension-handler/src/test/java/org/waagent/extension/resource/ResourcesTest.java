// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.extension.handler.CommandKind;
import org.waagent.extension.handler.ResourceLimits;
import org.waagent.goalstate.HandlerName;
import org.waagent.os.ResourceControl.Support;
import org.waagent.os.Scope;

@Tag("V15")
class ResourcesTest {
  private static final HandlerName NAME = new HandlerName("Acme.Hello-World");
  private static final String SLICE = "azure-vmextensions-Acme.Hello_World.slice";
  private static final ResourceLimits LIMITS =
      new ResourceLimits(
          OptionalDouble.of(25),
          OptionalDouble.of(2),
          List.of(
              new ResourceLimits.Service(
                  "acme.service", OptionalDouble.of(5), OptionalDouble.empty())),
          List.of());

  private final FakeControl control = new FakeControl().offering();

  @Test
  void eachCommandGetsAScopeInTheSliceOfItsHandler() throws Exception {
    Resources resources = control.resources();
    Scope one = resources.scope(NAME, CommandKind.ENABLE, ResourceLimits.NONE).orElseThrow();
    Scope two = resources.scope(NAME, CommandKind.ENABLE, ResourceLimits.NONE).orElseThrow();
    assertThat(one.slice()).isEqualTo(SLICE).isEqualTo(two.slice());
    assertThat(one.unit()).matches("enable_[0-9a-f]+").isNotEqualTo(two.unit());
  }

  @Test
  void boundsOnceWhatTheManifestNames() throws Exception {
    Resources resources = control.resources();
    resources.scope(NAME, CommandKind.INSTALL, LIMITS);
    resources.ended(NAME, CommandKind.INSTALL, LIMITS);
    resources.scope(NAME, CommandKind.ENABLE, LIMITS);
    resources.ended(NAME, CommandKind.ENABLE, LIMITS);
    assertThat(control.bounds).containsExactly(SLICE + " 25.0 -", "acme.service 5.0 -");
  }

  @Test
  void holdsToTheMemoryOnlyWhereAsked() throws Exception {
    control.resources(true, true, List.of()).scope(NAME, CommandKind.ENABLE, LIMITS);
    control.resources(false, true, List.of()).scope(NAME, CommandKind.ENABLE, LIMITS);
    assertThat(control.bounds).containsExactly(SLICE + " 25.0 2097152", SLICE + " - -");
  }

  @Test
  void triesAServiceAgainThatIsNotThereYet() throws Exception {
    control.missing.add("acme.service");
    Resources resources = control.resources();
    resources.ended(NAME, CommandKind.INSTALL, LIMITS);
    assertThat(control.bounds).isEmpty();
    control.missing.clear();
    resources.ended(NAME, CommandKind.ENABLE, LIMITS);
    assertThat(control.bounds).containsExactly("acme.service 5.0 -");
  }

  @Test
  void anotherVersionHasItsOwnLimits() throws Exception {
    Resources resources = control.resources();
    resources.scope(NAME, CommandKind.DISABLE, LIMITS);
    resources.scope(NAME, CommandKind.UPDATE, ResourceLimits.NONE);
    assertThat(control.bounds).containsExactly(SLICE + " 25.0 -", SLICE + " - -");
  }

  @Test
  void liftsLimitsWithTheHandler() throws Exception {
    Resources resources = control.resources();
    resources.scope(NAME, CommandKind.ENABLE, LIMITS);
    resources.ended(NAME, CommandKind.ENABLE, LIMITS);
    control.bounds.clear();
    resources.ended(NAME, CommandKind.UNINSTALL, LIMITS);
    assertThat(control.bounds).containsExactly("acme.service - -", SLICE + " - -");
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme.hello-world", "world"})
  void anExcludedHandlerGetsNothing(String word) throws Exception {
    Resources resources = control.resources(true, true, List.of("other", word));
    assertThat(resources.scope(NAME, CommandKind.ENABLE, LIMITS)).isEmpty();
    resources.ended(NAME, CommandKind.ENABLE, LIMITS);
    assertThat(control.bounds).containsExactly(SLICE + " - -");
    HandlerName other = new HandlerName("Acme.Any");
    assertThat(resources.scope(other, CommandKind.ENABLE, LIMITS)).isPresent();
  }

  @Test
  void nothingIsDoneWhereGroupsAreSwitchedOff() throws Exception {
    assertThat(control.disabled().scope(NAME, CommandKind.ENABLE, LIMITS)).isEmpty();
    assertThat(control.bounds).containsExactly(SLICE + " - -");
  }

  @Test
  void nothingIsAskedWhereTheMachineHasNoGroups() throws Exception {
    control.failure = Optional.of(new IOException("never asked"));
    for (Support none : List.of(new Support.None("x"), new Support.Refused("y"))) {
      control.support = none;
      assertThat(control.resources().scope(NAME, CommandKind.ENABLE, LIMITS)).isEmpty();
      control.resources().ended(NAME, CommandKind.ENABLE, LIMITS);
    }
    assertThat(control.log.lines()).isEmpty();
  }

  @Test
  void limitsThatAreRefusedAreToldOnceAndFailNothing() throws Exception {
    control.failure = Optional.of(new IOException("no bus"));
    Resources resources = control.resources();
    assertThat(resources.scope(NAME, CommandKind.INSTALL, LIMITS)).isPresent();
    assertThat(resources.scope(NAME, CommandKind.ENABLE, LIMITS)).isPresent();
    assertThat(control.log.lines())
        .filteredOn(line -> line.startsWith("WARN"))
        .containsExactly("WARN [" + NAME + "] " + SLICE + " goes without limits: no bus");
  }

  @Test
  void knowsHowLongACommandWasHeldBack() throws Exception {
    Resources resources = control.resources();
    assertThat(resources.throttled(NAME)).isEmpty();
    control.usages.put(SLICE, FakeControl.usage(1, 1_000_000_000L, 1));
    resources.scope(NAME, CommandKind.ENABLE, LIMITS);
    control.usages.put(SLICE, FakeControl.usage(1, 3_500_000_000L, 1));
    assertThat(resources.throttled(NAME)).contains(Duration.ofMillis(2500));
  }
}
