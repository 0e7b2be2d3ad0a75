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
import org.waagent.os.Directories;

/**
 * Directories as {@code waagent.conf} had them when the agent started. A change of the file does
 * not activate this anew, because everything that works in these folders would start over.
 */
@Component(configurationPid = {LibConfig.PID, ExtensionConfig.PID, DvdConfig.PID})
public final class ConfiguredDirectories implements Directories {
  private final FixedPath lib;
  private final FixedPath extensionLogs;
  private final FixedPath dvdMountPoint;
  private final PidFile pidFile;
  private final LogFile logFile;

  @Activate
  public ConfiguredDirectories(
      LibConfig lib,
      ExtensionConfig extension,
      DvdConfig dvd,
      @Reference PidFile pidFile,
      @Reference LogFile logFile,
      @Reference(target = Configured.TARGET) Condition configured,
      @Reference(service = LoggerFactory.class) Logger logger) {
    this.lib = new FixedPath("Lib.Dir", lib.dir(), logger);
    this.extensionLogs = new FixedPath("Extension.LogDir", extension.logDir(), logger);
    this.dvdMountPoint = new FixedPath("DVD.MountPoint", dvd.mountPoint(), logger);
    this.pidFile = pidFile;
    this.logFile = logFile;
  }

  @Modified
  void changed(LibConfig newLib, ExtensionConfig newExtension, DvdConfig newDvd) {
    lib.changed(newLib.dir());
    extensionLogs.changed(newExtension.logDir());
    dvdMountPoint.changed(newDvd.mountPoint());
  }

  @Override
  public Path lib() {
    return lib.path();
  }

  @Override
  public Path extensionLogs() {
    return extensionLogs.path();
  }

  @Override
  public Path log() {
    return logFile.path();
  }

  @Override
  public Path pidFile() {
    return pidFile.path();
  }

  @Override
  public Path dvdMountPoint() {
    return dvdMountPoint.path();
  }

  @Override
  public Path state(String plugin) {
    return lib().resolve("state").resolve(plugin);
  }
}
