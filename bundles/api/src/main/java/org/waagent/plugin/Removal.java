// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

/** How much of the machine's identity a removal plan takes away. */
public enum Removal {
  /** Make an image of the machine: what belongs to this one machine goes. */
  DEPROVISION,
  /** The same, and the provisioned account with its data. */
  DEPROVISION_USER,
  /** The image started as another machine: what belongs to the former goes, without questions. */
  VM_CHANGED,
  /** The agent itself is removed: what it set up goes, the machine stays as it is. */
  UNINSTALL
}
