// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/** {@code Logs.File}. A component of its own, because {@code Pid.File} has the same property. */
@Component(service = LogFile.class, configurationPid = LogsConfig.PID)
public final class LogFile {
  private final FixedPath file;

  @Activate
  public LogFile(
      LogsConfig config,
      @Reference(target = Configured.TARGET) Condition configured,
      @Reference(service = LoggerFactory.class) Logger logger) {
    this.file = new FixedPath("Logs.File", config.file(), logger);
  }

  @Modified
  void changed(LogsConfig config) {
    file.changed(config.file());
  }

  Path path() {
    return file.path();
  }
}
