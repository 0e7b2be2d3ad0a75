// SPDX-License-Identifier: Apache-2.0
/** The plugin that runs extensions: its plan, and the steps in a handler's life. */
package org.waagent.extension;
