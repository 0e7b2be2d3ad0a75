// SPDX-License-Identifier: Apache-2.0
package org.waagent.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * No static mutable state: what a class remembers belongs to an object that somebody made and
 * somebody drops.
 *
 * <p>A heuristic. A private array counts as a constant, and a collection as well where its
 * initializer makes no mutable one or copies it.
 */
final class StaticState implements Rule {
  /** Fields that may stay, as {@code package.Class.field}, each with a reason beside it. */
  private static final Set<String> ALLOWED = Set.of();

  private static final Set<String> MUTABLE =
      Set.of(
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.lang.StringBuilder",
          "java.lang.StringBuffer",
          "java.text.SimpleDateFormat",
          "java.util.BitSet",
          "java.util.Calendar",
          "java.util.Date",
          "java.util.Properties",
          "java.util.Timer",
          "java.util.regex.Matcher");

  private static final Set<String> COPIES =
      Set.of("copyOf", "of", "toList", "toUnmodifiableList", "toUnmodifiableMap", "ofEntries");

  @Override
  public Stream<String> broken(JavaClass type) {
    return type.getFields().stream()
        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
        .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
        .filter(field -> !field.getModifiers().contains(JavaModifier.ENUM))
        .filter(field -> !ALLOWED.contains(field.getFullName()))
        .flatMap(field -> why(type, field).stream().map(w -> field.getFullName() + " is " + w));
  }

  private static Optional<String> why(JavaClass type, JavaField field) {
    if (!field.getModifiers().contains(JavaModifier.FINAL)) {
      return Optional.of("static and not final");
    }
    JavaClass kind = field.getRawType();
    if (kind.isArray() && !field.getModifiers().contains(JavaModifier.PRIVATE)) {
      return Optional.of("an array that others can write to");
    }
    if (isMutable(kind)) {
      return Optional.of("a static " + kind.getSimpleName());
    }
    if (isCollection(kind) && (isConcrete(kind) || isFilledLater(type))) {
      return Optional.of("a static collection that can change");
    }
    return Optional.empty();
  }

  private static boolean isMutable(JavaClass kind) {
    String name = kind.getName();
    return MUTABLE.contains(name)
        || name.startsWith("java.util.concurrent.") && !name.equals("java.util.concurrent.TimeUnit")
        || name.startsWith("java.nio.") && name.endsWith("Buffer")
        || kind.isAssignableTo(AutoCloseable.class);
  }

  private static boolean isCollection(JavaClass kind) {
    return kind.isAssignableTo(Collection.class) || kind.isAssignableTo(Map.class);
  }

  private static boolean isConcrete(JavaClass kind) {
    return !kind.isInterface();
  }

  /** Whether the initializer makes a mutable collection and does not pass it through a copy. */
  private static boolean isFilledLater(JavaClass type) {
    Optional<JavaStaticInitializer> initializer = type.getStaticInitializer();
    if (initializer.isEmpty()) {
      return false;
    }
    boolean makes =
        initializer.get().getConstructorCallsFromSelf().stream()
            .map(call -> call.getTargetOwner())
            .anyMatch(owner -> isCollection(owner) && isConcrete(owner));
    boolean copies =
        initializer.get().getMethodCallsFromSelf().stream()
            .map(call -> call.getName())
            .anyMatch(name -> COPIES.contains(name) || name.startsWith("unmodifiable"));
    return makes && !copies;
  }
}
