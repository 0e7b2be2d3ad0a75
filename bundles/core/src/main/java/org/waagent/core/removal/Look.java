// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.removal;

import java.util.List;
import org.waagent.plugin.Change;

/** Looks at what one owner would take away. */
@FunctionalInterface
interface Look {
  List<Change> changes() throws Exception;
}
