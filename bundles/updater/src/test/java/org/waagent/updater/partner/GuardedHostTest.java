// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.goalstate.BlobUrl;
import org.waagent.host.ArtifactSource;
import org.waagent.host.HostException;
import org.waagent.machine.ManualClock;
import org.waagent.machine.TestLog;
import org.waagent.updater.archive.Uses;

/** Hosts a feature declared. */
final class GuardedHostTest {
  private final Refusals refusals = new Refusals(new ManualClock(), new TestLog().logger());
  private final List<String> asked = new ArrayList<>();
  private final Grant grant =
      new Grant(
          "acme",
          "1",
          new Uses(
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of("acme.example", "*.cdn.example"),
              List.of(),
              Uses.Direct.NO));
  private final ArtifactSource artifacts =
      new GuardedArtifacts(
          new ArtifactSource() {
            @Override
            public Manifest manifest(List<BlobUrl> locations) {
              locations.forEach(location -> asked.add(location.text()));
              return new Manifest(List.of(), "");
            }

            @Override
            public void fetch(List<BlobUrl> locations, Receiver receiver) {
              locations.forEach(location -> asked.add(location.text()));
            }
          },
          grant,
          refusals);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://acme.example/x?sig=1",
        "http://ACME.example:8080/",
        "https://a.cdn.example/"
      })
  void aDeclaredHostIsSpokenTo(String address) throws HostException {
    artifacts.manifest(List.of(new BlobUrl(address)));
    artifacts.fetch(List.of(new BlobUrl(address)), content -> {});

    assertThat(asked).containsExactly(address, address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://other.example/x",
        "https://acme.example.evil.example/",
        "https://acme.example@evil.example/",
        "https://evil.example/#acme.example",
        "https://cdn.example/",
        "https://168.63.129.16/",
        "file:///etc/shadow",
        "no address"
      })
  void anotherHostIsRefusedByName(String address) {
    List<BlobUrl> locations = List.of(new BlobUrl("https://acme.example/"), new BlobUrl(address));

    assertThatThrownBy(() -> artifacts.fetch(locations, content -> {}))
        .isInstanceOfSatisfying(
            HostException.class, e -> assertThat(e.kind()).isEqualTo(HostException.Kind.REFUSED))
        .hasMessageContaining("feature acme may not speak to ");
    assertThatThrownBy(() -> artifacts.manifest(locations)).isInstanceOf(HostException.class);
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"other.example", "cdn.example"})
  void theProxyOfAnotherHostIsNotTold(String host) {
    GuardedProxy proxy = new GuardedProxy((scheme, name) -> Optional.empty(), grant, refusals);

    assertThatThrownBy(() -> proxy.of("https", host))
        .isInstanceOf(SecurityException.class)
        .hasMessageContaining("feature acme may not speak to " + host);
    assertThatCode(() -> proxy.of("https", "acme.example")).doesNotThrowAnyException();
  }
}
