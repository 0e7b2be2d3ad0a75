// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.removal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Keys of the section {@code Deprovision}. */
@ObjectClassDefinition(pid = RemovalConfig.PID)
@interface RemovalConfig {
  String PID = "org.waagent.deprovision";

  @AttributeDefinition(
      description =
          "Files that deprovision does not delete: paths with * and **, with commas between them.")
  String keep() default "";
}
