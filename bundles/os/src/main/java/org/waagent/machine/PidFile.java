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

/** {@code Pid.File}. A component of its own, because {@code Logs.File} has the same property. */
@Component(service = PidFile.class, configurationPid = PidConfig.PID)
public final class PidFile {
  private final FixedPath file;

  @Activate
  public PidFile(
      PidConfig config,
      @Reference(target = Configured.TARGET) Condition configured,
      @Reference(service = LoggerFactory.class) Logger logger) {
    this.file = new FixedPath("Pid.File", config.file(), logger);
  }

  @Modified
  void changed(PidConfig config) {
    file.changed(config.file());
  }

  Path path() {
    return file.path();
  }
}
