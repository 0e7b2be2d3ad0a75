// SPDX-License-Identifier: Apache-2.0
/** Makes a machine of an image on first boot. */
package org.waagent.provisioning;
