// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import java.util.zip.ZipException;

/**
 * A feed, or an archive it names, is not what it should be. To an {@link
 * org.waagent.host.ArtifactSource} that is a refusal: another way may bring better bytes.
 */
final class BadFeed extends ZipException {
  private static final long serialVersionUID = 1L;

  BadFeed(String message) {
    super(message);
  }
}
