// SPDX-License-Identifier: Apache-2.0
package org.waagent.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The api that was built, held against {@code bundles/api/api.baseline}.
 *
 * <p>A change is accepted with {@code mvn verify -Dapi.baseline.accept} in this module, after the
 * version in the {@code package-info.java} was raised; the new baseline is committed with it.
 */
final class ApiBaselineTest {
  private static final String HINT =
      "raise the version in package-info.java (major: removed or changed, minor: added), then"
          + " accept it with -Dapi.baseline.accept";

  private final Path baseline = Repository.root().resolve("bundles/api/api.baseline");

  @Test
  void changesOnlyWithItsVersion() throws Exception {
    Api now = built();
    if (System.getProperty("api.baseline.accept") != null) {
      Files.writeString(baseline, now.text());
    }

    assertThat(baseline).as("made with -Dapi.baseline.accept").isRegularFile();
    assertThat(ApiChange.findings(Api.parse(Files.readString(baseline)), now)).as(HINT).isEmpty();
  }

  @Test
  void seesTheWholeApi() throws Exception {
    Api now = built();

    assertThat(now.lines()).hasSize(4);
    assertThat(now.lines().get("org.waagent.plugin"))
        .anyMatch(line -> line.startsWith("demands ") && line.contains("Plugin.plan("))
        .anyMatch(line -> line.contains("Plugin.report()") && !line.startsWith("demands "))
        .anyMatch(line -> line.contains("Plugin.FEATURES = \"waagent.features\""));
    assertThat(Api.parse(now.text())).isEqualTo(now);
  }

  @Test
  void noticesARemovalWithoutAMajorVersion() {
    Api before = Api.parse("package a 1.2.0\n  public void a.X.run()\n  public class a.X\n");

    assertThat(ApiChange.findings(before, Api.parse("package a 1.3.0\n  public class a.X\n")))
        .containsExactly(
            "a: removed or changed without a new major version: public void a.X.run()");
    assertThat(ApiChange.findings(before, Api.parse("package a 2.0.0\n  public class a.X\n")))
        .isEmpty();
  }

  @Test
  void noticesAnAdditionWithoutAMinorVersion() {
    Api before = Api.parse("package a 1.2.0\n  public class a.X\n");
    String more = "  public class a.X\n  public void a.X.run()\n";

    assertThat(ApiChange.findings(before, Api.parse("package a 1.2.1\n" + more)))
        .containsExactly("a: added without a new minor version: public void a.X.run()");
    assertThat(ApiChange.findings(before, Api.parse("package a 1.3.0\n" + more))).isEmpty();
  }

  @Test
  void noticesWhatPartnersWouldHaveToImplement() {
    Api before = Api.parse("package a 1.2.0\n  demands public void a.X.run()\n");
    Api now =
        Api.parse(
            "package a 1.3.0\n  demands public void a.X.run()\n  demands public void a.X.stop()\n"
                + "  demands public void a.New.run()\n");

    assertThat(ApiChange.findings(before, now))
        .containsExactly(
            "a: partners would have to implement it, needs a major version:"
                + " demands public void a.X.stop()");
  }

  private static Api built() throws Exception {
    Bundle api = Repository.bundle("api");
    URL[] urls = {api.jar().toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, null)) {
      return Api.of(api, loader);
    }
  }
}
