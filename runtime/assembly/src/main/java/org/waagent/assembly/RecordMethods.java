// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes {@code equals} and {@code hashCode} of a record as static methods. Java would make them of
 * method handles when they first run, some milliseconds for each record.
 */
final class RecordMethods {
  private static final String BOOTSTRAP = "java/lang/runtime/ObjectMethods";
  private static final String OBJECTS = "java/util/Objects";
  private static final String PREFIX = "plain$";
  private static final String EQUALS = "equals";
  private static final String HASH = "hashCode";
  private static final int ACCESS =
      Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;

  private final String type;
  private final String method;
  private final String signature;
  private final List<Handle> parts = new ArrayList<>();

  private RecordMethods(String method, String signature, Object... arguments) {
    this.method = method;
    this.signature = signature;
    this.type = ((Type) arguments[0]).getInternalName();
    for (int i = 2; i < arguments.length; i++) {
      parts.add((Handle) arguments[i]);
    }
  }

  /** Whether a call site is one of them; texts are seldom made, they stay. */
  static boolean isOne(String method, Handle bootstrap) {
    return bootstrap.getOwner().equals(BOOTSTRAP) && (method.equals(EQUALS) || method.equals(HASH));
  }

  static RecordMethods of(String method, String signature, Object... arguments) {
    return new RecordMethods(method, signature, arguments);
  }

  /** Name of the static method; its signature is that of the call site. */
  String name() {
    return PREFIX + method;
  }

  void write(ClassVisitor record) {
    MethodVisitor code = record.visitMethod(ACCESS, name(), signature, null, null);
    code.visitCode();
    if (method.equals(HASH)) {
      hash(code);
    } else {
      compare(code);
    }
    code.visitEnd();
  }

  private void hash(MethodVisitor code) {
    code.visitInsn(Opcodes.ICONST_0);
    for (Handle part : parts) {
      code.visitIntInsn(Opcodes.BIPUSH, 31);
      code.visitInsn(Opcodes.IMUL);
      code.visitVarInsn(Opcodes.ALOAD, 0);
      get(code, part);
      Type kind = Type.getType(part.getDesc());
      String owner = Conversion.boxOf(kind).orElse(OBJECTS);
      String taken = owner.equals(OBJECTS) ? "Ljava/lang/Object;" : part.getDesc();
      code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, HASH, "(" + taken + ")I", false);
      code.visitInsn(Opcodes.IADD);
    }
    code.visitInsn(Opcodes.IRETURN);
    code.visitMaxs(4, 1);
  }

  private void get(MethodVisitor code, Handle part) {
    code.visitFieldInsn(Opcodes.GETFIELD, part.getOwner(), part.getName(), part.getDesc());
  }

  private void compare(MethodVisitor code) {
    Label other = new Label();
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitTypeInsn(Opcodes.INSTANCEOF, type);
    code.visitJumpInsn(Opcodes.IFEQ, other);
    for (Handle part : parts) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      get(code, part);
      code.visitVarInsn(Opcodes.ALOAD, 1);
      code.visitTypeInsn(Opcodes.CHECKCAST, type);
      get(code, part);
      differ(code, part.getDesc(), other);
    }
    code.visitInsn(Opcodes.ICONST_1);
    code.visitInsn(Opcodes.IRETURN);
    code.visitLabel(other);
    code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    code.visitInsn(Opcodes.ICONST_0);
    code.visitInsn(Opcodes.IRETURN);
    code.visitMaxs(4, 2);
  }

  /** Floating numbers are the same as their boxes are: not a number is itself, zeros have signs. */
  private static void differ(MethodVisitor code, String kind, Label other) {
    switch (kind.charAt(0)) {
      case 'Z', 'B', 'S', 'C', 'I' -> code.visitJumpInsn(Opcodes.IF_ICMPNE, other);
      case 'J' -> {
        code.visitInsn(Opcodes.LCMP);
        code.visitJumpInsn(Opcodes.IFNE, other);
      }
      case 'F', 'D' -> {
        String box = Conversion.boxOf(Type.getType(kind)).orElseThrow();
        String signature = "(" + kind + kind + ")I";
        code.visitMethodInsn(Opcodes.INVOKESTATIC, box, "compare", signature, false);
        code.visitJumpInsn(Opcodes.IFNE, other);
      }
      default -> {
        String signature = "(Ljava/lang/Object;Ljava/lang/Object;)Z";
        code.visitMethodInsn(Opcodes.INVOKESTATIC, OBJECTS, EQUALS, signature, false);
        code.visitJumpInsn(Opcodes.IFEQ, other);
      }
    }
  }
}
