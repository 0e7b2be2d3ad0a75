// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.policy;

import java.nio.file.Path;
import java.util.Optional;
import org.waagent.extension.command.Machinery;
import org.waagent.extension.command.PassId;
import org.waagent.extension.handler.ExtensionFailure;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.Unit;

/**
 * Decides what is asked of each package. A version whose package was found good carries a marker;
 * it came into its folder with the same step as the rest, so it can't be there without.
 */
public final class Sealing {
  private static final String MARKER = "package_validated";

  private final Machinery machine;
  private final PolicyGate gate;
  private final PolicySource source;
  private final SigningRoots roots;

  /**
   * @param machine the ports
   * @param gate knows the policy
   * @param source how it is configured
   * @param roots what is trusted
   */
  public Sealing(Machinery machine, PolicyGate gate, PolicySource source, SigningRoots roots) {
    this.machine = machine;
    this.gate = gate;
    this.source = source;
    this.roots = roots;
  }

  /** The certificates that are trusted. */
  public SigningRoots roots() {
    return roots;
  }

  /** The marker in a folder. */
  static Path marker(Path folder) {
    return folder.resolve(MARKER);
  }

  /**
   * What is asked of a package that is to be fetched.
   *
   * @throws ExtensionFailure if it is known already that it can't be good
   */
  public Seal seal(PassId pass, Unit unit, HandlerFolder folder) throws ExtensionFailure {
    Ruling ruling = gate.ruling(pass);
    boolean required = ruling.requiresSignature(unit.name());
    Optional<String> signature = unit.handler().encodedSignature().filter(s -> !s.isBlank());
    if (!required && (!source.keys().signatures() || signature.isEmpty())) {
      return Seal.NONE;
    }
    Optional<String> fault =
        signature.isEmpty() ? Optional.of("its package has none") : roots.fault();
    if (required && fault.isPresent()) {
      throw ruling.notSealed(unit, fault.get());
    }
    Verification verification =
        new Verification(machine, source.cms(), roots.paths(), folder, required);
    if (fault.isPresent()) {
      verification.skipped(fault.get());
      return Seal.NONE;
    }
    return new SignedSeal(
        verification, signature.orElseThrow(), broken -> ruling.notSealed(unit, broken));
  }

  /**
   * Refuses a version whose package nobody verified, where the policy requires that. It may have
   * been installed before the policy came.
   */
  public void require(PassId pass, Unit unit, HandlerFolder folder) throws ExtensionFailure {
    Ruling ruling = gate.ruling(pass);
    if (ruling.requiresSignature(unit.name()) && !machine.files().exists(marker(folder.path()))) {
      throw ruling.notSealed(
          unit,
          "version "
              + folder.version()
              + " was installed without one being verified. Remove the extension and add it again");
    }
  }
}
