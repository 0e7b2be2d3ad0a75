// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Makes a class of its own of every lambda and method reference, as compilers did before Java had
 * them. What Java makes of them when they first run, in each process again, is not in the
 * class-data archive; a class is.
 *
 * <p>The new classes are nest mates of the old ones, so that private methods stay private. Lambdas
 * that can be serialized are left as they are.
 */
final class PlainLambdas {
  private final SortedMap<String, byte[]> done = new TreeMap<>();
  private final Map<String, List<String>> members = new LinkedHashMap<>();

  private PlainLambdas() {}

  /**
   * @param classes of one jar, by their internal name
   * @return the same and the new ones
   */
  static SortedMap<String, byte[]> of(SortedMap<String, byte[]> classes) {
    PlainLambdas lambdas = new PlainLambdas();
    classes.forEach((name, content) -> lambdas.done.put(name, lambdas.rewritten(content)));
    lambdas.members.forEach(lambdas::join);
    return lambdas.done;
  }

  private byte[] rewritten(byte[] content) {
    ClassReader reader = new ClassReader(content);
    ClassWriter writer = new ClassWriter(0);
    Host host = new Host(writer);
    reader.accept(host, 0);
    return host.isChanged() ? writer.toByteArray() : content;
  }

  /** Tells the host of a nest who else belongs to it; who is not told of has no access. */
  private void join(String host, List<String> names) {
    ClassWriter writer = new ClassWriter(0);
    ClassVisitor adding =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visitEnd() {
            names.forEach(super::visitNestMember);
            super.visitEnd();
          }
        };
    new ClassReader(done.get(host)).accept(adding, 0);
    done.put(host, writer.toByteArray());
  }

  /** A class whose lambdas are taken out. */
  private final class Host extends ClassVisitor {
    private final List<String> made = new ArrayList<>();
    private final List<RecordMethods> records = new ArrayList<>();
    private String name;
    private String nest;
    private int version;

    Host(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visit(
        int version, int access, String name, String signature, String parent, String[] faces) {
      this.name = name;
      this.nest = name;
      this.version = version;
      super.visit(version, access, name, signature, parent, faces);
    }

    @Override
    public void visitNestHost(String nestHost) {
      nest = nestHost;
      super.visitNestHost(nestHost);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String method, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, method, descriptor, signature, exceptions);
      return new MethodVisitor(Opcodes.ASM9, next) {
        @Override
        public void visitInvokeDynamicInsn(
            String method, String factory, Handle bootstrap, Object... arguments) {
          if (LambdaSite.isOne(bootstrap, arguments)) {
            String own = add(LambdaSite.of(method, factory, arguments));
            super.visitMethodInsn(Opcodes.INVOKESTATIC, own, LambdaClass.FACTORY, factory, false);
          } else if (RecordMethods.isOne(method, bootstrap)) {
            RecordMethods plain = RecordMethods.of(method, factory, arguments);
            records.add(plain);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, name, plain.name(), factory, false);
          } else {
            super.visitInvokeDynamicInsn(method, factory, bootstrap, arguments);
          }
        }
      };
    }

    @Override
    public void visitEnd() {
      records.forEach(plain -> plain.write(cv));
      super.visitEnd();
    }

    private boolean isChanged() {
      return !made.isEmpty() || !records.isEmpty();
    }

    private String add(LambdaSite site) {
      String own = name + "$$L" + made.size();
      made.add(own);
      done.put(own, new LambdaClass(own, nest, version, site).content());
      members.computeIfAbsent(nest, key -> new ArrayList<>()).add(own);
      return own;
    }
  }
}
