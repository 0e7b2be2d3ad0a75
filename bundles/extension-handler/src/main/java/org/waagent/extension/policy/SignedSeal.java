// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.policy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.waagent.extension.handler.ExtensionFailure;

/** A package that comes with a signature. Each download of it is looked at afresh. */
final class SignedSeal implements Seal {
  private final Verification verification;
  private final String signature;
  private final Function<String, ExtensionFailure> refusal;
  private boolean holds;

  SignedSeal(
      Verification verification, String signature, Function<String, ExtensionFailure> refusal) {
    this.verification = verification;
    this.signature = signature;
    this.refusal = refusal;
  }

  @Override
  public void checkPackage() throws IOException {
    holds = verification.signature(signature);
  }

  @Override
  public void checkContent(Path unpacked) throws IOException {
    if (holds && verification.signingInfo(unpacked)) {
      verification.mark(unpacked);
    }
  }

  @Override
  public Optional<ExtensionFailure> refusal(Throwable failure) {
    return SealBroken.in(failure).map(broken -> refusal.apply(broken.getMessage()));
  }
}
