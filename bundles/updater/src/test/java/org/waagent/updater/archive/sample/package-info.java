// SPDX-License-Identifier: Apache-2.0
/** Classes as partners may write them. */
package org.waagent.updater.archive.sample;
