// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.control;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.waagent.core.loop.Causes;
import org.waagent.plugin.Console;
import org.waagent.plugin.Verb;

/** Runs the verb of a command line, whichever bundle has it. */
final class Verbs {
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private final BundleContext context;

  Verbs(BundleContext context) {
    this.context = context;
  }

  /** Runs it and returns its exit code. */
  int run(List<String> words, Console console) {
    if (words.isEmpty() || !isWord(words.get(0))) {
      console.err("no such command: " + (words.isEmpty() ? "" : words.get(0)));
      return USAGE;
    }
    ServiceReference<Verb> service = find(words.get(0));
    Verb verb = service == null ? null : context.getService(service);
    if (verb == null) {
      console.err("no such command in the running agent: " + words.get(0));
      return USAGE;
    }
    try {
      if (needs(service).equals(Verb.Need.ONE_SHOT.name())) {
        console.err(words.get(0) + " does not run inside a running agent; stop the agent first");
        return USAGE;
      }
      return verb.run(words.subList(1, words.size()), console);
    } catch (Exception | LinkageError | StackOverflowError e) {
      console.err(words.get(0) + ": " + Causes.text(e));
      return FAILED;
    } finally {
      context.ungetService(service);
    }
  }

  private static String needs(ServiceReference<Verb> service) {
    Object value = service.getProperty(Verb.NEEDS);
    return value == null ? "" : value.toString().toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private ServiceReference<Verb> find(String name) {
    try {
      Collection<ServiceReference<Verb>> found =
          context.getServiceReferences(Verb.class, "(" + Verb.NAME + "=" + name + ")");
      return found.isEmpty() ? null : Collections.max(found);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  // The word becomes part of a filter, so nothing else is let in.
  private static boolean isWord(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(
                c ->
                    c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || c >= '0' && c <= '9'
                        || c == '-'
                        || c == '+');
  }
}
