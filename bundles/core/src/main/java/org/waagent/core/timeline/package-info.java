// SPDX-License-Identifier: Apache-2.0
/** What a start of the agent took, step by step: recorded, kept, shown and drawn. */
package org.waagent.core.timeline;
