// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.log;

import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;

/** An entry of the OSGi log. */
record TestEntry(long sequence, LogLevel level, String logger, String message, Throwable failure)
    implements LogEntry {
  static TestEntry of(LogLevel level, String message) {
    return new TestEntry(1, level, "org.acme.Thing", message, null);
  }

  @Override
  public Bundle getBundle() {
    return null;
  }

  @Override
  public ServiceReference<?> getServiceReference() {
    return null;
  }

  @Override
  @Deprecated
  public int getLevel() {
    return level.ordinal();
  }

  @Override
  public String getMessage() {
    return message;
  }

  @Override
  public Throwable getException() {
    return failure;
  }

  @Override
  public long getTime() {
    return 1_795_285_558_123L;
  }

  @Override
  public LogLevel getLogLevel() {
    return level;
  }

  @Override
  public String getLoggerName() {
    return logger;
  }

  @Override
  public long getSequence() {
    return sequence;
  }

  @Override
  public String getThreadInfo() {
    return "";
  }

  @Override
  public StackTraceElement getLocation() {
    return null;
  }
}
