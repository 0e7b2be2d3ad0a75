// SPDX-License-Identifier: Apache-2.0
/** What is remembered of provisioning over restarts. */
package org.waagent.provisioning.state;
