// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.waagent.host.HostException;
import org.waagent.host.HostException.Kind;

/** Counts how asking for vmSettings went, until somebody reads and resets it. */
@Component(service = VmSettingsCounts.class)
public final class VmSettingsCounts {
  /** The platform wants no more than this many details in one period. */
  private static final int MOST_DETAILS = 3;

  private int requests;
  private int serverErrors;
  private int clientErrors;
  private int timeouts;
  private int failedRequests;
  private int errors;
  private final List<String> details = new ArrayList<>();

  @Activate
  public VmSettingsCounts() {
    // Nothing is counted yet.
  }

  /**
   * What happened in a period.
   *
   * @param requests how often vmSettings was asked for
   * @param errors how often it failed, in whatever way
   * @param serverErrors answers with a status of 500 or above
   * @param clientErrors answers with a status of 400 to 499
   * @param timeouts requests that took too long
   * @param failedRequests requests without an answer for another reason
   * @param details what the first errors were, without secrets
   */
  record Summary(
      int requests,
      int errors,
      int serverErrors,
      int clientErrors,
      int timeouts,
      int failedRequests,
      List<String> details) {
    Summary {
      details = List.copyOf(details);
    }
  }

  synchronized void asked() {
    requests++;
  }

  /** An answer whose status is an error. */
  synchronized void refused(int status, String detail) {
    serverErrors += status >= 500 ? 1 : 0;
    clientErrors += status >= 400 && status < 500 ? 1 : 0;
    failed(detail);
  }

  /** A request without an answer. */
  synchronized void failed(HostException failure) {
    if (failure.kind() == Kind.GONE) {
      clientErrors++;
    } else if (isTimeout(failure)) {
      timeouts++;
    } else if (failure.kind() == Kind.UNREACHABLE) {
      failedRequests++;
    }
    failed(failure.getMessage());
  }

  /** An error of no special kind, such as a document that can't be read. */
  synchronized void failed(String detail) {
    errors++;
    if (details.size() < MOST_DETAILS) {
      details.add(detail);
    }
  }

  private static boolean isTimeout(Throwable failure) {
    // Java reports some time-outs of the network as interrupted transfers.
    return failure instanceof InterruptedIOException
        || failure.getCause() != null && isTimeout(failure.getCause());
  }

  /** What happened since this was called last. */
  synchronized Summary take() {
    Summary summary =
        new Summary(
            requests, errors, serverErrors, clientErrors, timeouts, failedRequests, details);
    requests = 0;
    errors = 0;
    serverErrors = 0;
    clientErrors = 0;
    timeouts = 0;
    failedRequests = 0;
    details.clear();
    return summary;
  }
}
