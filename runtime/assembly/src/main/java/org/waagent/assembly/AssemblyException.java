// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

/** What the assembly cannot be made of. */
final class AssemblyException extends Exception {
  private static final long serialVersionUID = 1L;

  AssemblyException(String message) {
    super(message);
  }
}
