// SPDX-License-Identifier: Apache-2.0
/** What the owner of the machine fixed: versions of features, and times without updates. */
package org.waagent.updater.pin;
