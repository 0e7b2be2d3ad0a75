// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes the class of a lambda: a field for each value it takes along, and a method that calls its
 * body.
 */
final class LambdaClass {
  /** Static method that makes one; its signature is that of the call site it stands for. */
  static final String FACTORY = "of";

  private static final String ONLY = "only";
  private static final String INIT = "<init>";

  private final String name;
  private final String nest;
  private final int version;
  private final LambdaSite site;
  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

  LambdaClass(String name, String nest, int version, LambdaSite site) {
    this.name = name;
    this.nest = nest;
    this.version = version;
    this.site = site;
  }

  byte[] content() {
    writer.visit(
        version,
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
        name,
        null,
        "java/lang/Object",
        site.faces().toArray(String[]::new));
    writer.visitNestHost(nest);
    for (int i = 0; i < site.captured().size(); i++) {
      String type = site.captured().get(i).getDescriptor();
      writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, field(i), type, null, null);
    }
    constructor();
    factory();
    site.erased().forEach(this::method);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static String field(int number) {
    return "v" + number;
  }

  private String constructorType() {
    return Type.getMethodDescriptor(Type.VOID_TYPE, site.captured().toArray(Type[]::new));
  }

  private void constructor() {
    MethodVisitor code = writer.visitMethod(0, INIT, constructorType(), null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", INIT, "()V", false);
    int local = 1;
    for (int i = 0; i < site.captured().size(); i++) {
      Type type = site.captured().get(i);
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
      code.visitFieldInsn(Opcodes.PUTFIELD, name, field(i), type.getDescriptor());
      local += type.getSize();
    }
    end(code, Opcodes.RETURN);
  }

  /** One that takes nothing along is made once, as Java does. */
  private void factory() {
    Type face = Type.getObjectType(site.faces().get(0));
    String signature = Type.getMethodDescriptor(face, site.captured().toArray(Type[]::new));
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, FACTORY, signature, null, null);
    code.visitCode();
    if (site.captured().isEmpty()) {
      only();
      code.visitFieldInsn(Opcodes.GETSTATIC, name, ONLY, "L" + name + ";");
    } else {
      made(code);
    }
    end(code, Opcodes.ARETURN);
  }

  private void made(MethodVisitor code) {
    code.visitTypeInsn(Opcodes.NEW, name);
    code.visitInsn(Opcodes.DUP);
    int local = 0;
    for (Type type : site.captured()) {
      code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
      local += type.getSize();
    }
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, INIT, constructorType(), false);
  }

  private void only() {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
    writer.visitField(access, ONLY, "L" + name + ";", null, null);
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
    code.visitCode();
    made(code);
    code.visitFieldInsn(Opcodes.PUTSTATIC, name, ONLY, "L" + name + ";");
    end(code, Opcodes.RETURN);
  }

  private void method(Type erased) {
    Handle body = site.body();
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC, site.method(), erased.getDescriptor(), null, null);
    code.visitCode();
    if (body.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
      code.visitTypeInsn(Opcodes.NEW, body.getOwner());
      code.visitInsn(Opcodes.DUP);
    }
    for (int i = 0; i < site.captured().size(); i++) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      String type = site.captured().get(i).getDescriptor();
      code.visitFieldInsn(Opcodes.GETFIELD, name, field(i), type);
    }
    arguments(code, erased);
    call(code);
    Type back = erased.getReturnType();
    Type made =
        body.getTag() == Opcodes.H_NEWINVOKESPECIAL
            ? Type.getObjectType(body.getOwner())
            : Type.getReturnType(body.getDesc());
    Conversion.returned(code, made, back);
    end(code, back.getOpcode(Opcodes.IRETURN));
  }

  private void arguments(MethodVisitor code, Type erased) {
    List<Type> wanted = wanted().subList(site.captured().size(), wanted().size());
    int local = 1;
    for (int i = 0; i < erased.getArgumentTypes().length; i++) {
      Type given = erased.getArgumentTypes()[i];
      code.visitVarInsn(given.getOpcode(Opcodes.ILOAD), local);
      local += given.getSize();
      Conversion.argument(code, given, site.actual().getArgumentTypes()[i], wanted.get(i));
    }
  }

  /** What the body takes, with the object it is called on. */
  private List<Type> wanted() {
    List<Type> wanted = new ArrayList<>();
    int tag = site.body().getTag();
    if (tag != Opcodes.H_INVOKESTATIC && tag != Opcodes.H_NEWINVOKESPECIAL) {
      wanted.add(Type.getObjectType(site.body().getOwner()));
    }
    wanted.addAll(List.of(Type.getArgumentTypes(site.body().getDesc())));
    return wanted;
  }

  private void call(MethodVisitor code) {
    Handle body = site.body();
    int call =
        switch (body.getTag()) {
          case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
          case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
          case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
          // Private ones too: nest mates call them so.
          case Opcodes.H_INVOKEVIRTUAL, Opcodes.H_INVOKESPECIAL ->
              body.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
          default -> throw new IllegalArgumentException("no method: " + body);
        };
    code.visitMethodInsn(call, body.getOwner(), body.getName(), body.getDesc(), body.isInterface());
  }

  private static void end(MethodVisitor code, int instruction) {
    code.visitInsn(instruction);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
