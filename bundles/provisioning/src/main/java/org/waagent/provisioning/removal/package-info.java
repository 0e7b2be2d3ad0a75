// SPDX-License-Identifier: Apache-2.0
/** What goes where a machine becomes an image, or another machine. */
package org.waagent.provisioning.removal;
