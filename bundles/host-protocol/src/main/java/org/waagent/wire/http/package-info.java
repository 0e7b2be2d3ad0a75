// SPDX-License-Identifier: Apache-2.0
/** One HTTP client for all calls: deadlines, retries, limits. The only user of OkHttp. */
package org.waagent.wire.http;
