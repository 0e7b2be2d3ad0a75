// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something small that is done again and again while the agent runs, beside the plugins: a
 * heartbeat, a look at something no event tells of. Publish it as a service with the component
 * properties {@link #NAME} and {@link #PERIOD}. The core runs each task by itself, one run at a
 * time, from the first goal state on, and shows in {@code waagent status} how it goes.
 */
@ConsumerType
public interface PeriodicTask {
  /** Component property: short and stable, for example {@code host-plugin-heartbeat}. */
  String NAME = "waagent.task";

  /** Component property of type Integer: seconds from the begin of one run to that of the next. */
  String PERIOD = "waagent.task.period";

  /**
   * Does it once. Has a deadline of its own and ends early when its thread is interrupted.
   *
   * @throws Exception is told in the log when it is another than the last time; the next run comes
   *     as if nothing had happened
   */
  void run() throws Exception;
}
