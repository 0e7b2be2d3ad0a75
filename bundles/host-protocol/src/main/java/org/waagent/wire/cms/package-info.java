// SPDX-License-Identifier: Apache-2.0
/** Certificates and cryptographic messages, in process. The only user of Bouncy Castle. */
package org.waagent.wire.cms;
