// SPDX-License-Identifier: Apache-2.0
/** Hot update: one lane of work from an archive to a committed set, or back. */
package org.waagent.updater;
