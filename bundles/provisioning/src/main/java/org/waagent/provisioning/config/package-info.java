// SPDX-License-Identifier: Apache-2.0
/** What {@code waagent.conf} says of provisioning. */
package org.waagent.provisioning.config;
