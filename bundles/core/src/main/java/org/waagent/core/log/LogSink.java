// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.condition.Condition;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;
import org.osgi.service.log.Logger;
import org.osgi.service.log.admin.LoggerAdmin;
import org.waagent.core.lane.Lane;
import org.waagent.core.lane.Lanes;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.plugin.Conditions;
import org.waagent.plugin.FrameworkProperties;

/** Takes what all bundles log to where people read it. */
@Component(service = LogSink.class, immediate = true, configurationPid = "org.waagent.logs")
public final class LogSink implements LogListener {
  private static final int QUEUE = 2000;
  private static final long HEAVIEST = 4L * 1024 * 1024;
  private static final Duration CONSOLE_PAUSE = Duration.ofSeconds(2);

  private final LogReaderService reader;
  private final LoggerAdmin admin;
  private final boolean verboseStart;
  private final LogPosition position;
  private final LogWriter writer;
  private final Pump<LogEntry> intake;
  private final Lane lane;

  @Activate
  public LogSink(
      BundleContext context,
      @Reference LogReaderService reader,
      @Reference LoggerAdmin admin,
      @Reference Lanes lanes,
      @Reference Files files,
      @Reference Directories directories,
      LogsConfig config) {
    this.reader = reader;
    this.admin = admin;
    this.verboseStart = Boolean.parseBoolean(context.getProperty(FrameworkProperties.VERBOSE));
    boolean daemon =
        FrameworkProperties.DAEMON.equals(context.getProperty(FrameworkProperties.MODE));
    String start = String.valueOf(context.getProperty(FrameworkProperties.START));
    this.position = new LogPosition(directories.state("core"), files, start, daemon);
    Outputs outputs = new Outputs(lanes, files, directories, daemon, config);
    this.writer = new LogWriter(lanes.clock(), outputs, isVerbose(config));
    this.lane = lanes.lane("log");
    this.intake = new Pump<>(QUEUE, HEAVIEST, LogSink::weight, lane, this::write);
    level(config);
    lane.run(this::begin);
    if (writer.hasConsole()) {
      lane.after(CONSOLE_PAUSE, writer::showOnConsole);
    }
  }

  private static int weight(LogEntry entry) {
    String message = entry.getMessage();
    return message == null ? 1 : message.length() + 1;
  }

  private boolean isVerbose(LogsConfig config) {
    return verboseStart || config.verbose();
  }

  @Modified
  void configure(LogsConfig config) {
    level(config);
    lane.run(() -> writer.configure(isVerbose(config), config));
  }

  @Deactivate
  void stop() {
    reader.removeLogListener(this);
    intake.empty();
    position.save();
  }

  @Reference(
      target = "(osgi.condition.id=" + Conditions.PROVISIONED + ")",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  void bindProvisioned(Condition provisioned) {
    lane.run(writer::leaveConsole);
  }

  void unbindProvisioned(Condition provisioned) {
    // A settled condition is never withdrawn; this is only called while the core ends.
  }

  @Override
  public void logged(LogEntry entry) {
    intake.put(entry);
  }

  // Listening begins before the history is read, so that nothing is lost in between. What then
  // comes twice is known by the number of its entry, and written once.
  private void begin() {
    reader.addLogListener(this);
    List<LogEntry> history = new ArrayList<>(Collections.list(reader.getLog()));
    history.sort(Comparator.comparingLong(LogEntry::getSequence));
    write(history, 0);
  }

  private synchronized void write(List<LogEntry> entries, int lost) {
    List<Record> records = new ArrayList<>();
    for (LogEntry entry : entries) {
      if (position.isNew(entry.getSequence())) {
        Records.of(entry, writer.isVerbose()).ifPresent(records::add);
      }
    }
    writer.write(records, lost);
    writer.nextLook().ifPresent(wait -> lane.after(wait, this::look));
  }

  private void look() {
    write(List.of(), 0);
  }

  private void level(LogsConfig config) {
    LogLevel level = isVerbose(config) ? LogLevel.DEBUG : LogLevel.INFO;
    admin
        .getLoggerContext(null)
        .setLogLevels(
            Map.of(
                Logger.ROOT_LOGGER_NAME,
                level,
                "Events",
                LogLevel.WARN,
                "org.apache.felix",
                LogLevel.WARN));
  }
}
