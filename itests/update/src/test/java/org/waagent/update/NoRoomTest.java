// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.agent.Agent;

/** A new version that there is no room for. */
final class NoRoomTest {
  /** Takes the place of the program: a daemon sees a file system of one megabyte. */
  private static final String SCRIPT =
      """
      #!/bin/sh
      case " $* " in
        *" -daemon "*)
          exec unshare -m --propagation private sh -ec '
            mount -t tmpfs -o size=1m none "%1$s"
            exec "$@"' sh %2$s "$@" ;;
        *) exec %2$s "$@" ;;
      esac
      """;

  private static final int REFUSED = 10;

  @RegisterExtension private final UpdateScene scene = new UpdateScene();

  @Test
  void isRefusedAndTheOldOneGoesOn() throws Exception {
    boolean can = canMount();
    if (!can) {
      System.out.println("NoRoomTest: SKIPPED, it takes root, unshare and mount");
    }
    assumeTrue(can);
    Path features = Files.createDirectories(scene.lib("features"));
    Agent agent = scene.use(limited(features));
    scene.started();
    Gaps gaps = Gaps.from(scene.host());

    Agent.Answer answer = scene.request(scene.workshop().next("3.0.1", Ours.all()));

    assertThat(answer.code()).as("%s", answer).isEqualTo(REFUSED);
    assertThat(answer.out() + answer.err()).containsAnyOf("room", "space");
    long statuses = scene.host().statusCount();
    scene.host().awaitStatus(s -> scene.host().statusCount() > statuses + 1, UpdateScene.PATIENCE);
    gaps.hold();
    Features inside =
        new Features(
            Path.of("/proc/" + scene.pid() + "/root" + features), UpdateScene.installation());
    assertThat(inside.committed()).isEqualTo(Features.INSTALLED);
    assertThat(inside.problems()).isEmpty();
    assertThat(scene.running().bundles()).isEqualTo(inside.bundles());
    assertThat(agent.run("status").code()).isZero();
  }

  private Path limited(Path features) throws IOException {
    Path installation = scene.folder().resolve("limited");
    Path program = Files.createDirectories(installation.resolve("bin")).resolve("waagent");
    String real = UpdateScene.installation().resolve("bin/waagent").toString();
    Files.writeString(program, SCRIPT.formatted(features, real));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return installation;
  }

  private static boolean canMount() throws IOException, InterruptedException {
    return new ProcessBuilder(
                "sh", "-c", "unshare -m --propagation private mount -t tmpfs none /mnt")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
