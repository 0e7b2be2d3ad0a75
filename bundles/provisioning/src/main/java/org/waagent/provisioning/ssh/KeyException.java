// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.ssh;

/** A key that can't be used; the message says which and why. */
public final class KeyException extends Exception {
  private static final long serialVersionUID = 1;

  public KeyException(String message) {
    super(message);
  }
}
