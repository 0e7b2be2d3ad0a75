// SPDX-License-Identifier: Apache-2.0
/** Machines that cloud-init makes: is it there, and is it done? */
package org.waagent.provisioning.cloudinit;
