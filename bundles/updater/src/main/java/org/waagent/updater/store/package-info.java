// SPDX-License-Identifier: Apache-2.0
/** What lies below {@code Lib.Dir/features}: bundles by content, sets, pointers, the journal. */
package org.waagent.updater.store;
