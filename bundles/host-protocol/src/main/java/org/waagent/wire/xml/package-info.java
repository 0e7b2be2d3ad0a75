// SPDX-License-Identifier: Apache-2.0
/** XML documents as small trees, read within limits. */
package org.waagent.wire.xml;
