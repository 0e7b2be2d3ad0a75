// SPDX-License-Identifier: Apache-2.0
package org.waagent.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What partners can see of a bundle.
 *
 * @param versions of each exported package
 * @param lines one for each visible type and member, {@code package: signature}, by package
 */
record Api(Map<String, String> versions, Map<String, TreeSet<String>> lines) {
  private static final Pattern EXPORT = Pattern.compile("([\\w.]+);version=\"([\\d.]+)\"");

  static Api of(Bundle bundle, ClassLoader loader) throws ClassNotFoundException {
    Api api = new Api(versions(bundle.manifest().getMainAttributes()), new TreeMap<>());
    for (JavaClass type : bundle.classes()) {
      if (type.getModifiers().contains(JavaModifier.PUBLIC)) {
        api.add(type, Class.forName(type.getName(), false, loader));
      }
    }
    return api;
  }

  /** The form it is kept in: package lines with versions, then their signatures. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, TreeSet<String>> entry : lines.entrySet()) {
      String version = versions.getOrDefault(entry.getKey(), "0.0.0");
      text.append("package ").append(entry.getKey()).append(' ').append(version).append('\n');
      entry.getValue().forEach(line -> text.append("  ").append(line).append('\n'));
    }
    return text.toString();
  }

  static Api parse(String text) {
    Api api = new Api(new TreeMap<>(), new TreeMap<>());
    TreeSet<String> current = new TreeSet<>();
    for (String line : text.split("\n")) {
      if (line.startsWith("package ")) {
        String[] words = line.split(" ");
        api.versions.put(words[1], words[2]);
        current = new TreeSet<>();
        api.lines.put(words[1], current);
      } else if (line.startsWith("  ")) {
        current.add(line.substring(2));
      }
    }
    return api;
  }

  private static Map<String, String> versions(Attributes manifest) {
    Map<String, String> versions = new TreeMap<>();
    String exports = manifest.getValue("Export-Package");
    Matcher matcher = EXPORT.matcher(exports == null ? "" : exports);
    while (matcher.find()) {
      versions.put(matcher.group(1), matcher.group(2));
    }
    return versions;
  }

  private void add(JavaClass type, Class<?> loaded) {
    TreeSet<String> of = lines.computeIfAbsent(type.getPackageName(), name -> new TreeSet<>());
    of.add(head(type, loaded));
    boolean consumed = isConsumed(type);
    List<Member> members = new ArrayList<>(Arrays.asList(loaded.getDeclaredFields()));
    members.addAll(Arrays.asList(loaded.getDeclaredConstructors()));
    members.addAll(Arrays.asList(loaded.getDeclaredMethods()));
    for (Member member : members) {
      if (isVisible(member)) {
        boolean demanded = consumed && Modifier.isAbstract(member.getModifiers());
        of.add((demanded ? "demands " : "") + signature(member));
      }
    }
  }

  private static String head(JavaClass type, Class<?> loaded) {
    String above =
        Arrays.stream(loaded.getGenericInterfaces())
            .map(Type::getTypeName)
            .sorted()
            .collect(Collectors.joining(", "));
    String parent =
        loaded.getGenericSuperclass() == null ? "" : loaded.getGenericSuperclass().getTypeName();
    return (isConsumed(type) ? "consumed " : "")
        + loaded.toGenericString()
        + (parent.isEmpty() ? "" : " extends " + parent)
        + (above.isEmpty() ? "" : " implements " + above);
  }

  private static boolean isConsumed(JavaClass type) {
    return type.isAnnotatedWith("org.osgi.annotation.versioning.ConsumerType");
  }

  private static boolean isVisible(Member member) {
    int modifiers = member.getModifiers();
    return (Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers))
        && !member.isSynthetic();
  }

  private static String signature(AccessibleObject member) {
    return member instanceof Executable executable
        ? executable.toGenericString()
        : constant((Field) member);
  }

  private static String signature(Member member) {
    return signature((AccessibleObject) member);
  }

  /** The value of a text constant is part of the api: users have it compiled into their code. */
  private static String constant(Field field) {
    boolean text = field.getType() == String.class && Modifier.isStatic(field.getModifiers());
    try {
      return field.toGenericString() + (text ? " = \"" + field.get(null) + "\"" : "");
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("can't read " + field, e);
    }
  }
}
