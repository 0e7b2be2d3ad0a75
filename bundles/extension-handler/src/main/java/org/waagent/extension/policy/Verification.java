// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.waagent.extension.command.Machinery;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.host.Cms;
import org.waagent.os.Mode;

/** The checks of one package, each told to the log and to telemetry. */
final class Verification {
  private static final String SIGNATURE = "PackageSignatureResult";
  private static final String SIGNING_INFO = "PackageSigningInfoResult";
  private static final String OTHER = "SignatureValidation";
  private static final String IGNORED =
      " This failure can be safely ignored; will continue processing the package.";
  private static final int LONGEST_SIGNATURE = 1 << 20;
  private static final int LARGEST_MANIFEST = 1 << 20;

  private final Machinery machine;
  private final Cms cms;
  private final List<Path> roots;
  private final HandlerFolder folder;
  private final String fullName;
  private final boolean required;

  Verification(
      Machinery machine, Cms cms, List<Path> roots, HandlerFolder folder, boolean required) {
    this.machine = machine;
    this.cms = cms;
    this.roots = roots;
    this.folder = folder;
    this.fullName = folder.name() + "-" + folder.version();
    this.required = required;
  }

  /** A check. */
  @FunctionalInterface
  private interface Check {
    void run() throws IOException;
  }

  /**
   * Verifies the package as it was downloaded.
   *
   * @return whether it holds; where it must, there is no other answer
   */
  boolean signature(String encoded) throws SealBroken {
    return check(
        SIGNATURE,
        "Successfully validated signature for package '" + fullName + "'",
        "Signature validation failed for package '" + fullName + "': ",
        () -> {
          byte[] der = decoded(encoded);
          try (InputStream content = machine.files().open(folder.zip())) {
            cms.verify(der, content, roots);
          }
        });
  }

  private static byte[] decoded(String encoded) throws IOException {
    if (encoded.length() > LONGEST_SIGNATURE) {
      throw new IOException("the signature is longer than " + LONGEST_SIGNATURE + " characters");
    }
    try {
      return Base64.getDecoder().decode(encoded.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw new IOException("the signature is no base64", e);
    }
  }

  /** Whether the manifest of what was unpacked says that it is this version of this handler. */
  boolean signingInfo(Path unpacked) throws SealBroken {
    return check(
        SIGNING_INFO,
        "Successfully validated handler manifest 'signingInfo' for extension '" + fullName + "'",
        "Validation of handler manifest 'signingInfo' failed for extension '" + fullName + "': ",
        () -> {
          Path manifest = unpacked.resolve(HandlerFolder.MANIFEST);
          SigningInfo.of(machine.files().readText(manifest, LARGEST_MANIFEST)).requireFor(folder);
        });
  }

  private boolean check(String operation, String good, String bad, Check check) throws SealBroken {
    Duration begun = machine.clock().sinceStart();
    try {
      check.run();
    } catch (IOException e) {
      String why = bad + e.getMessage() + ".";
      tell(operation, false, required ? why : why + IGNORED, begun);
      if (required) {
        throw new SealBroken(e.getMessage(), e);
      }
      return false;
    }
    tell(operation, true, good, begun);
    return true;
  }

  private void tell(String operation, boolean success, String message, Duration begun) {
    if (success) {
      machine.logger().info("{}", message);
    } else {
      machine.logger().warn("{}", message);
    }
    Duration took = machine.clock().sinceStart().minus(begun);
    machine.events().tell(folder.name(), folder.version(), operation, success, message, took);
  }

  /** Nothing can be verified, and nobody insists. */
  void skipped(String why) {
    String message =
        "Signature of package '" + fullName + "' can't be validated: " + why + "." + IGNORED;
    machine.logger().warn("{}", message);
    machine.events().tell(folder.name(), folder.version(), OTHER, false, message);
  }

  /** Notes that both checks were passed. */
  void mark(Path unpacked) throws IOException {
    machine.files().write(Sealing.marker(unpacked), new byte[0], Mode.OWNER_ONLY);
  }
}
