// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

/** What can't be made, because what it is made of is not as it must be. */
public final class AssemblyException extends Exception {
  private static final long serialVersionUID = 1L;

  AssemblyException(String message) {
    super(message);
  }
}
