// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;

/**
 * What a class file says of a lambda, in the terms of {@code java.lang.invoke.LambdaMetafactory}.
 *
 * @param method name of the one method of its interface
 * @param captured types of the values it takes along
 * @param faces internal names of its interface and of those that only mark it
 * @param erased signature of the method, and of those that stand for it in interfaces above
 * @param body what is called
 * @param actual signature with the types of this place
 */
record LambdaSite(
    String method,
    List<Type> captured,
    List<String> faces,
    List<Type> erased,
    Handle body,
    Type actual) {
  private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";
  private static final String ALT = "altMetafactory";
  private static final int SERIALIZABLE = 1;
  private static final int MARKED = 2;
  private static final int BRIDGED = 4;

  /** Whether it is a lambda, and one that can't be serialized. */
  static boolean isOne(Handle bootstrap, Object... arguments) {
    return bootstrap.getOwner().equals(METAFACTORY)
        && (!bootstrap.getName().equals(ALT) || (flags(arguments) & SERIALIZABLE) == 0);
  }

  private static int flags(Object... arguments) {
    return arguments.length > 3 ? (Integer) arguments[3] : 0;
  }

  static LambdaSite of(String method, String factory, Object... arguments) {
    List<String> faces = new ArrayList<>();
    faces.add(Type.getReturnType(factory).getInternalName());
    List<Type> erased = new ArrayList<>();
    erased.add((Type) arguments[0]);
    int flags = flags(arguments);
    int at = 4;
    if ((flags & MARKED) != 0) {
      int count = (Integer) arguments[at++];
      for (int i = 0; i < count; i++) {
        faces.add(((Type) arguments[at++]).getInternalName());
      }
    }
    if ((flags & BRIDGED) != 0) {
      int count = (Integer) arguments[at++];
      for (int i = 0; i < count; i++) {
        erased.add((Type) arguments[at++]);
      }
    }
    return new LambdaSite(
        method,
        Arrays.asList(Type.getArgumentTypes(factory)),
        faces.stream().distinct().toList(),
        erased.stream().distinct().toList(),
        (Handle) arguments[1],
        (Type) arguments[2]);
  }
}
