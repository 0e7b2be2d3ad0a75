// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Converts the value on top of the stack as the Java language does where a lambda's types and those
 * of its interface differ: casts, boxes, unboxes, widens.
 */
final class Conversion {
  private static final Type OBJECT = Type.getObjectType("java/lang/Object");
  private static final Type NUMBER = Type.getObjectType("java/lang/Number");

  private static final Map<Type, String> BOXES =
      Map.of(
          Type.BOOLEAN_TYPE, "java/lang/Boolean",
          Type.CHAR_TYPE, "java/lang/Character",
          Type.BYTE_TYPE, "java/lang/Byte",
          Type.SHORT_TYPE, "java/lang/Short",
          Type.INT_TYPE, "java/lang/Integer",
          Type.LONG_TYPE, "java/lang/Long",
          Type.FLOAT_TYPE, "java/lang/Float",
          Type.DOUBLE_TYPE, "java/lang/Double");

  private Conversion() {}

  /** Internal name of the box of a primitive type; empty for any other. */
  static Optional<String> boxOf(Type type) {
    return Optional.ofNullable(BOXES.get(type));
  }

  /**
   * @param given by the interface, whose type variables are erased
   * @param actual type at the place of the lambda
   * @param wanted by its body
   */
  static void argument(MethodVisitor code, Type given, Type actual, Type wanted) {
    Type from = given;
    if (!isPrimitive(given) && !isPrimitive(actual)) {
      cast(code, given, actual);
      from = actual;
    }
    convert(code, from, wanted);
  }

  static void returned(MethodVisitor code, Type made, Type wanted) {
    if (wanted.equals(Type.VOID_TYPE)) {
      if (!made.equals(Type.VOID_TYPE)) {
        code.visitInsn(made.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
      }
    } else {
      convert(code, made, wanted);
    }
  }

  private static void convert(MethodVisitor code, Type from, Type to) {
    if (isPrimitive(from)) {
      if (isPrimitive(to)) {
        widen(code, from, to);
      } else {
        box(code, from, to);
      }
    } else if (isPrimitive(to)) {
      unbox(code, from, to);
    } else {
      cast(code, from, to);
    }
  }

  private static boolean isPrimitive(Type type) {
    return BOXES.containsKey(type);
  }

  private static void cast(MethodVisitor code, Type from, Type to) {
    if (!to.equals(from) && !to.equals(OBJECT)) {
      code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
    }
  }

  private static void box(MethodVisitor code, Type from, Type to) {
    Type primitive = primitive(to);
    Type boxed = primitive == null ? from : primitive;
    widen(code, from, boxed);
    Type box = Type.getObjectType(BOXES.get(boxed));
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        box.getInternalName(),
        "valueOf",
        Type.getMethodDescriptor(box, boxed),
        false);
    // A box is whatever else may be wanted: a number, comparable, an object.
  }

  private static void unbox(MethodVisitor code, Type from, Type to) {
    Type own = primitive(from);
    boolean isNumber = !to.equals(Type.BOOLEAN_TYPE) && !to.equals(Type.CHAR_TYPE);
    Type boxed = own == null ? to : own;
    Type box = Type.getObjectType(BOXES.get(boxed));
    if (own == null) {
      box = isNumber ? NUMBER : box;
      cast(code, from, box);
    }
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        box.getInternalName(),
        boxed.getClassName() + "Value",
        Type.getMethodDescriptor(boxed),
        false);
    widen(code, boxed, to);
  }

  /** The primitive type of a box; {@code null} for any other type. */
  private static Type primitive(Type box) {
    for (Map.Entry<Type, String> one : BOXES.entrySet()) {
      if (box.getSort() == Type.OBJECT && one.getValue().equals(box.getInternalName())) {
        return one.getKey();
      }
    }
    return null;
  }

  private static void widen(MethodVisitor code, Type from, Type to) {
    if (from.equals(to)) {
      return;
    }
    int[] ways =
        switch (from.getSort()) {
          case Type.LONG -> new int[] {Opcodes.NOP, Opcodes.L2F, Opcodes.L2D};
          case Type.FLOAT -> new int[] {Opcodes.NOP, Opcodes.NOP, Opcodes.F2D};
          default -> new int[] {Opcodes.I2L, Opcodes.I2F, Opcodes.I2D};
        };
    int way =
        switch (to.getSort()) {
          case Type.LONG -> ways[0];
          case Type.FLOAT -> ways[1];
          case Type.DOUBLE -> ways[2];
          default -> Opcodes.NOP;
        };
    if (way != Opcodes.NOP) {
      code.visitInsn(way);
    }
  }
}
