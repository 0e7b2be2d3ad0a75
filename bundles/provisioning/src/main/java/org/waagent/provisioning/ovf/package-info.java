// SPDX-License-Identifier: Apache-2.0
/** The OVF environment: reading it strictly, keeping it without its secrets. */
package org.waagent.provisioning.ovf;
