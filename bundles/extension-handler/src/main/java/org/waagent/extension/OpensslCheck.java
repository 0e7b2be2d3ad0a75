// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.nio.file.Path;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.waagent.os.Command;
import org.waagent.os.Files;
import org.waagent.os.Result;
import org.waagent.os.Shell;
import org.waagent.plugin.Check;

/**
 * Whether openssl works. The agent does without; handlers decrypt their protected settings with it
 * (claim S76).
 */
@Component(configurationPid = OpensslCheck.PID)
public final class OpensslCheck implements Check {
  static final String PID = "org.waagent.os";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Files files;
  private final Shell shell;
  private final Path openssl;

  /** Key {@code OS.OpensslPath}. */
  @ObjectClassDefinition(pid = OpensslCheck.PID, name = "OS")
  @interface Config {
    @AttributeDefinition(description = "The openssl program that extensions are expected to find.")
    String opensslPath() default "/usr/bin/openssl";
  }

  /** Made by Declarative Services. */
  @Activate
  public OpensslCheck(@Reference Files files, @Reference Shell shell, Config config) {
    this.files = files;
    this.shell = shell;
    this.openssl = Path.of(config.opensslPath());
  }

  @Override
  public String name() {
    return "openssl";
  }

  @Override
  public Finding look() throws InterruptedException {
    if (!files.exists(openssl)) {
      return problem("there is no " + openssl);
    }
    Result result = shell.run(Command.of(openssl.toString(), "version").within(PATIENCE));
    return result.isSuccess()
        ? Finding.fine(openssl + ": " + result.output().stdout().strip())
        : problem(openssl + " does not run");
  }

  private static Finding problem(String cause) {
    return new Finding(
        Severity.WARNING,
        cause + "; extensions with protected settings can't read them",
        "Install openssl, or set OS.OpensslPath in waagent.conf to where it is.");
  }
}
