// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import org.waagent.azurehost.http.HttpAnswer;
import org.waagent.azurehost.http.HttpRequest;

/** One of the four servers, without sockets, faults and record. */
interface Site {
  /** What is asked for, by path and query alone. */
  Route route(HttpRequest request);

  /**
   * The right answer.
   *
   * @throws Refusal when the request gets no
   */
  HttpAnswer answer(Route route, HttpRequest request, Effects effects);

  /** A refusal in the words of this server. */
  HttpAnswer refuse(Refusal refusal);
}
