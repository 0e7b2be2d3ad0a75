// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import java.nio.file.Path;
import java.util.Optional;
import org.waagent.azurehost.AzureHost;

/**
 * All that plays together in a life.
 *
 * @param first the version to begin with
 */
record Stage(
    LifeOptions options,
    AzureHost host,
    Place place,
    CommandTrace trace,
    Verdict verdict,
    SecretRules secrets,
    Edition first,
    Transcript transcript) {
  Path folder(Edition edition) {
    return place.lib().resolve(edition.folder());
  }

  Path statusFile(Edition edition, int sequence) {
    return folder(edition).resolve("status").resolve(statusName(sequence));
  }

  String statusName(int sequence) {
    return options.config().map(name -> name + ".").orElse("") + sequence + ".status";
  }

  Optional<StatusFile> status(Edition edition, int sequence) {
    return StatusFile.read(statusFile(edition, sequence));
  }

  Path logs() {
    return place.logs().resolve(first.name());
  }
}
