// SPDX-License-Identifier: Apache-2.0
/** The one sink of the log: from the OSGi log service to the file, the journal and the console. */
package org.waagent.core.log;
