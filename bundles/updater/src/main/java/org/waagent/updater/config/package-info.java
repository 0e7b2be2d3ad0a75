// SPDX-License-Identifier: Apache-2.0
/** The sections of {@code waagent.conf} that several packages of this bundle read. */
package org.waagent.updater.config;
