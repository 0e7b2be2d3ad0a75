// SPDX-License-Identifier: Apache-2.0
/** What the documents of Azure say, read into the words of the API. */
package org.waagent.wire.goalstate;
