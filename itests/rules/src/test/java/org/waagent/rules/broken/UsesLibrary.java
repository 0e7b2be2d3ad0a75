// SPDX-License-Identifier: Apache-2.0
package org.waagent.rules.broken;

import okio.Borrowed;

/** Uses a library that only one bundle may use. */
record UsesLibrary(Borrowed borrowed) {}
