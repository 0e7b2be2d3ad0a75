// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Labels of SELinux. Where it does not run nothing is done, and nothing fails. */
@ProviderType
public interface SecurityLabels {
  /**
   * Gives files the labels the machine's policy has for their places.
   *
   * @throws IOException if the program for it failed
   */
  void restore(List<Path> paths) throws IOException, InterruptedException;
}
