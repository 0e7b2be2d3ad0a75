// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import java.util.Set;
import java.util.function.Consumer;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;

/** What one place in a class refers to. */
final class References {
  /**
   * They make lambdas, texts, records and switches; what else links by name is a kind of
   * reflection.
   */
  private static final Set<String> LINKERS =
      Set.of(
          "java/lang/invoke/LambdaMetafactory",
          "java/lang/invoke/StringConcatFactory",
          "java/lang/runtime/ObjectMethods",
          "java/lang/runtime/SwitchBootstraps");

  private final Harmless harmless;
  private final Consumer<String> found;

  /**
   * @param harmless what may be used
   * @param found hears what else is
   */
  References(Harmless harmless, Consumer<String> found) {
    this.harmless = harmless;
    this.found = found;
  }

  void superclass(String type) {
    if (!harmless.mayUse(type, "extends")) {
      found.accept("extends " + readable(type));
    }
  }

  /** A class by its name, or an array by its descriptor. */
  void type(String name) {
    if (name.startsWith("[")) {
      descriptor(name);
    } else if (!harmless.mayUse(name)) {
      found.accept("uses " + readable(name));
    }
  }

  /** All types of a descriptor. */
  void descriptor(String descriptor) {
    type(Type.getType(descriptor));
  }

  private void type(Type type) {
    switch (type.getSort()) {
      case Type.ARRAY -> type(type.getElementType());
      case Type.OBJECT -> type(type.getInternalName());
      case Type.METHOD -> {
        type(type.getReturnType());
        for (Type argument : type.getArgumentTypes()) {
          type(argument);
        }
      }
      default -> {
        // A primitive type.
      }
    }
  }

  void field(String owner, String name, String descriptor) {
    if (!harmless.mayUse(owner, name)) {
      found.accept("uses " + readable(owner) + "." + name);
    }
    descriptor(descriptor);
  }

  void method(String owner, String name, String descriptor) {
    // A method of an array is one of Object.
    if (!owner.startsWith("[") && !harmless.mayUse(owner, name + descriptor)) {
      found.accept("calls " + readable(owner) + "." + name);
    }
    descriptor(descriptor);
  }

  void linked(String descriptor, Handle linker, Object... arguments) {
    descriptor(descriptor);
    if (!LINKERS.contains(linker.getOwner())) {
      found.accept("is linked by " + readable(linker.getOwner()) + "." + linker.getName());
    }
    for (Object argument : arguments) {
      constant(argument);
    }
  }

  /** A constant: only some kinds refer to anything. */
  void constant(Object value) {
    if (value instanceof Type type) {
      type(type);
    } else if (value instanceof ConstantDynamic dynamic) {
      Object[] arguments = new Object[dynamic.getBootstrapMethodArgumentCount()];
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = dynamic.getBootstrapMethodArgument(i);
      }
      linked(dynamic.getDescriptor(), dynamic.getBootstrapMethod(), arguments);
    } else if (value instanceof Handle handle) {
      if (handle.getDesc().startsWith("(")) {
        method(handle.getOwner(), handle.getName(), handle.getDesc());
      } else {
        field(handle.getOwner(), handle.getName(), handle.getDesc());
      }
    }
  }

  private static String readable(String type) {
    return type.replace('/', '.');
  }
}
