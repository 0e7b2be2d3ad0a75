// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.policy;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Section {@code Policy} of {@code waagent.conf}. */
@ObjectClassDefinition(pid = PolicyConfig.PID, name = "Policy")
@interface PolicyConfig {
  String PID = "org.waagent.policy";

  @AttributeDefinition(description = "File of the policy for extensions.")
  String policyFilePath() default "/etc/waagent_policy.json";
}
