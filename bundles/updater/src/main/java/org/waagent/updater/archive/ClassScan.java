// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import java.util.List;
import java.util.function.BiConsumer;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Finds what classes use besides what is harmless: files, programs, sockets, native code, and what
 * leads there by a detour such as reflection. It sees what is written in a class; it does not see
 * what the classes that are called do, so everything they may call has to be harmless itself.
 */
final class ClassScan {
  private static final int LARGEST_CLASS = 4 << 20;

  private final Harmless harmless;
  private final BiConsumer<String, String> found;

  /**
   * @param harmless what may be used
   * @param found hears of a place and what is done there
   */
  ClassScan(Harmless harmless, BiConsumer<String, String> found) {
    this.harmless = harmless;
    this.found = found;
  }

  /** Bytes a class may have; of more Java itself would have to make several. */
  static int largest() {
    return LARGEST_CLASS;
  }

  /**
   * Looks at a class.
   *
   * @param file its name in the bundle
   */
  void scan(String file, byte[] content) {
    try {
      new ClassReader(content)
          .accept(new Visitor(), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    } catch (RuntimeException | StackOverflowError e) {
      // The reader fails in many ways on what is no class, and on classes of a later Java.
      found.accept(file, "can't be read as a class: " + e);
    }
  }

  private final class Visitor extends ClassVisitor {
    private String name = "";

    Visitor() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version, int access, String type, String signature, String above, String[] interfaces) {
      name = type.replace('/', '.');
      References references = new References(harmless, what -> found.accept(name, what));
      if (above != null) {
        references.superclass(above);
      }
      List.of(interfaces).forEach(references::type);
    }

    @Override
    public FieldVisitor visitField(
        int access, String field, String descriptor, String signature, Object value) {
      at(field).descriptor(descriptor);
      return null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String method, String descriptor, String signature, String[] exceptions) {
      References references = at(method);
      references.descriptor(descriptor);
      if ((access & Opcodes.ACC_NATIVE) != 0) {
        found.accept(name + "." + method, "is native code");
      }
      return new Instructions(references);
    }

    private References at(String member) {
      String place = name + "." + member;
      return new References(harmless, what -> found.accept(place, what));
    }
  }
}
