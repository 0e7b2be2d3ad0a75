// SPDX-License-Identifier: Apache-2.0
/** Replaces bundles of the running framework, watches what comes of it, and goes back. */
package org.waagent.updater.swap;
