// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.policy;

import java.util.List;
import org.waagent.extension.handler.MalformedJson;
import org.waagent.fuzz.Target;

/** What the owner of the machine writes, and what a package says of itself. */
public final class PolicyTargets {
  private static final String POLICY =
      """
      {"policyVersion":"0.1.0","extensionPolicies":{"allowListedExtensionsOnly":true,
      "signatureRequired":false,"extensions":{"A.B":{"signatureRequired":true,
      "runtimePolicy":{"a":[1,null]}},"C.D":{}}}}
      """;
  private static final String MANIFEST =
      """
      [{"handlerManifest":{},"signingInfo":{"type":"B","publisher":"A","version":"1.0.0"}}]
      """;

  private PolicyTargets() {}

  /** All of them. */
  public static List<Target> all() {
    return List.of(
        Target.ofText("policy", PolicyDocument::parse, MalformedJson.class, POLICY),
        Target.ofText("signing info", SigningInfo::of, MalformedJson.class, MANIFEST));
  }
}
