// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.waagent.extension.policy.PolicyGate;
import org.waagent.extension.policy.PolicySource;
import org.waagent.extension.policy.SigningRoots;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.plugin.Check;

/** Whether the policy for extensions can be followed, and signatures be verified. */
@Component(configurationPid = ExtensionHandlerPlugin.PID)
public final class PolicyCheck implements Check {
  private final PolicySource source;
  private final PolicyGate gate;
  private final SigningRoots roots;
  private final Files files;

  /** Made by Declarative Services. */
  @Activate
  public PolicyCheck(
      Config config,
      @Reference Files files,
      @Reference Directories directories,
      @Reference PolicySource source,
      @Reference(service = LoggerFactory.class) Logger logger) {
    this.source = source;
    this.gate = new PolicyGate(files, logger, source);
    this.roots = new SigningRoots(files, directories, config.signingRoots());
    this.files = files;
  }

  @Override
  public String name() {
    return "extension-policy";
  }

  @Override
  public Finding look() {
    boolean enforced = source.keys().policy() && files.exists(source.keys().file());
    Optional<String> bad = gate.fault();
    if (bad.isPresent()) {
      return new Finding(
          Severity.ERROR,
          bad.get(),
          "Correct the file, or set Debug.EnableExtensionPolicy=n in waagent.conf; no extension"
              + " is processed before.");
    }
    Optional<String> noRoot = roots.fault();
    if (noRoot.isPresent() && (enforced || source.keys().signatures() || roots.isOwn())) {
      return new Finding(
          Severity.ERROR,
          noRoot.get() + "; no signature of a package can be verified",
          "Put the certificate there, or name others by Extensions.SigningRoots in waagent.conf."
              + " The one the platform signs with comes with the first goal state of a start.");
    }
    return Finding.fine(
        (enforced ? source.keys().file() + " is enforced" : "no policy is enforced")
            + (source.keys().signatures() ? ", signatures are verified" : ""));
  }
}
