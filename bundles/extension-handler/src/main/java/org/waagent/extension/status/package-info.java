// SPDX-License-Identifier: Apache-2.0
/** Status files and heartbeats of extensions, and the report made from them. */
package org.waagent.extension.status;
