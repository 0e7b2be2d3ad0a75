// SPDX-License-Identifier: Apache-2.0
/** Keys and the server's configuration in the forms of OpenSSH. */
package org.waagent.provisioning.ssh;
