// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Goes through the code of a method and tells what it refers to. */
final class Instructions extends MethodVisitor {
  private final References references;

  Instructions(References references) {
    super(Opcodes.ASM9);
    this.references = references;
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    references.type(type);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    references.field(owner, name, descriptor);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean ofInterface) {
    references.method(owner, name, descriptor);
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle linker, Object... arguments) {
    references.linked(descriptor, linker, arguments);
  }

  @Override
  public void visitLdcInsn(Object value) {
    references.constant(value);
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    references.descriptor(descriptor);
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
    if (type != null) {
      references.type(type);
    }
  }
}
