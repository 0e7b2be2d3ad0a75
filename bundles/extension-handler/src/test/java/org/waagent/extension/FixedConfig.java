// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.lang.annotation.Annotation;

/** A configuration as a test wants it. */
record FixedConfig(
    boolean enabled,
    boolean enableOverProvisioning,
    boolean waitForCloudInit,
    int parallelism,
    String executableDir)
    implements Config {
  @Override
  public int waitForCloudInitTimeout() {
    return 3600;
  }

  @Override
  public String signingRoots() {
    return "";
  }

  @Override
  public Class<? extends Annotation> annotationType() {
    return Config.class;
  }
}
