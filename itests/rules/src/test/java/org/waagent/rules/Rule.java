// SPDX-License-Identifier: Apache-2.0
package org.waagent.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.stream.Stream;

/** What no class of a bundle may do. */
@FunctionalInterface
interface Rule {
  /** What a class does against the rule, one text for each finding. */
  Stream<String> broken(JavaClass type);

  /** What a set of classes does against the rule. */
  default List<String> check(JavaClasses classes) {
    return classes.stream().flatMap(this::broken).distinct().sorted().toList();
  }
}
