// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.lane;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.waagent.os.Clock;

/** The one pool of threads all lanes share. It has no thread while there is nothing to do. */
@Component(service = Lanes.class)
public final class Lanes {
  // Longer than the usual period of six seconds, so that an idle agent does not make a new thread
  // each time.
  private static final long KEEP_SECONDS = 10;
  private static final Duration NO_THREAD = Duration.ofSeconds(1);

  private final Clock clock;
  private final Logger logger;
  private final Executor executor;
  private final Runnable end;

  @Activate
  public Lanes(@Reference Clock clock, @Reference(service = LoggerFactory.class) Logger logger) {
    this(clock, logger, pool());
  }

  private Lanes(Clock clock, Logger logger, ExecutorService pool) {
    this.clock = clock;
    this.logger = logger;
    this.executor = pool;
    this.end = pool::shutdownNow;
  }

  /** Lanes on threads of the caller's choice. */
  public Lanes(Clock clock, Logger logger, Executor executor) {
    this.clock = clock;
    this.logger = logger;
    this.executor = executor;
    this.end = () -> {};
  }

  private static ExecutorService pool() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        KEEP_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        Lanes::make);
  }

  private static Thread make(Runnable work) {
    Thread thread = new Thread(work, "lane");
    thread.setDaemon(true);
    return thread;
  }

  /** A new lane. */
  public Lane lane(String name) {
    return new Lane(name, this);
  }

  /** The clock whose timers hand work to the lanes. */
  public Clock clock() {
    return clock;
  }

  /** Interrupts what runs, without waiting for it. */
  @Deactivate
  void close() {
    end.run();
  }

  void execute(Runnable work) {
    try {
      executor.execute(work);
    } catch (RejectedExecutionException e) {
      logger.debug("nothing is run any more: the agent stops");
    } catch (OutOfMemoryError e) {
      // The system has no thread to give. Without another try the lane would stand still for ever.
      logger.warn("No thread for work to do, another try follows: {}", e.getMessage());
      clock.after(NO_THREAD, () -> execute(work));
    }
  }

  void failed(String lane, Throwable cause) {
    logger.error("lane {} failed: {}", lane, cause.toString(), cause);
  }
}
