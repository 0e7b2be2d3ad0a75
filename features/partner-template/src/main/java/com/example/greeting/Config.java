// SPDX-License-Identifier: Apache-2.0
package com.example.greeting;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Section {@code Greeting} of {@code waagent.conf}. */
@ObjectClassDefinition(pid = Config.PID, name = "Greeting")
@interface Config {
  /** Where the section goes. */
  String PID = "org.waagent.greeting";

  /** {@code Greeting.Text}. */
  @AttributeDefinition(description = "The greeting.")
  String text() default "Hello";
}
