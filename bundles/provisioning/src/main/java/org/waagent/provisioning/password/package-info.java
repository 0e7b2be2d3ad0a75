// SPDX-License-Identifier: Apache-2.0
/** Passwords as the system keeps them. */
package org.waagent.provisioning.password;
