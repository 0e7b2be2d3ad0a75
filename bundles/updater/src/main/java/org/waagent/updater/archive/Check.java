// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

/** What an archive is checked for, in this order. */
public enum Check {
  /** It is a whole zip that has what an archive must have, and no more. */
  ARCHIVE("the archive can't be read"),
  /** It is signed under a certificate that is trusted. */
  SIGNATURE("the signature does not hold"),
  /** Each entry is what was signed. */
  DIGESTS("the content is not what was signed"),
  /** Its description can be understood. */
  FEATURE("the feature can't be understood"),
  /** It runs on this agent, this Java, this system. */
  PLATFORM("the feature is for another platform"),
  /** Each bundle is the one its feature names. */
  BUNDLES("a bundle is not what the feature says"),
  /** A partner's bundles use what they declare. */
  USES("a bundle uses what it may not"),
  /** There is room for it. */
  SPACE("there is not enough room");

  private final String failure;

  Check(String failure) {
    this.failure = failure;
  }

  /** What it means that this check failed. */
  public String failure() {
    return failure;
  }
}
