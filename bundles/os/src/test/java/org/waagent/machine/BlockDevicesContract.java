// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.waagent.os.BlockDevices;

/** What every implementation of {@link BlockDevices} does. */
abstract class BlockDevicesContract {
  /** The implementation to test. */
  abstract BlockDevices blockDevices() throws IOException;

  @Test
  void devicesAreSortedAndNamedByTheirNode() throws IOException {
    assertThat(blockDevices().devices())
        .allSatisfy(device -> assertThat(device.path()).startsWithRaw(Path.of("/dev")))
        .allSatisfy(device -> assertThat(device.size()).isNotNegative())
        .isSortedAccordingTo(Comparator.comparing(device -> device.path().toString()));
  }

  @Test
  void everyPathIsOnAMount() throws IOException {
    assertThat(blockDevices().mountOf(Path.of("/no/such/path")))
        .hasValueSatisfying(mount -> assertThat(mount.point()).isAbsolute());
  }
}
