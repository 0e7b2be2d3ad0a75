// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a system says it is.
 *
 * @param name lower case, in the spelling of {@link Families}
 * @param version as the system writes it; empty if it tells none
 * @param codeName lower case, empty if it tells none
 * @param fullName for people
 * @param likes names of systems it says it is like, nearest first
 */
record Identity(String name, String version, String codeName, String fullName, List<String> likes) {
  Identity {
    requireNonNull(name, "name");
    requireNonNull(version, "version");
    requireNonNull(codeName, "codeName");
    requireNonNull(fullName, "fullName");
    likes = List.copyOf(likes);
  }

  Identity named(String other) {
    return new Identity(other, version, codeName, fullName, likes);
  }

  Identity version(String other) {
    return new Identity(name, other, codeName, fullName, likes);
  }

  Identity codeNamed(String other) {
    return new Identity(name, version, other, fullName, likes);
  }

  Identity fullyNamed(String other) {
    return new Identity(name, version, codeName, other, likes);
  }
}
