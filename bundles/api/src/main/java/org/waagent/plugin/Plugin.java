// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The owner of one area of the machine. Publish it as a service; the core finds it.
 *
 * <p>The core calls {@link #plan} and applies the plan on one lane: never two calls at a time for
 * one plugin, and never waiting for another plugin. It calls again when a part of {@link Wanted} is
 * new, when the configuration changed, when the plugin asked through {@link Replan}, and when a
 * time came that an outcome named.
 *
 * <p>An exception that leaves a method becomes the outcome {@link Outcome.Failed} with code {@link
 * Outcome.Failed#UNEXPECTED}; it never reaches another plugin.
 */
@ConsumerType
public interface Plugin {
  /**
   * Component property: features of the agent that this plugin brings and Azure may require, text
   * or array of texts, each a name with its version such as {@code
   * MultipleExtensionsPerHandler=1.0}.
   */
  String FEATURES = "waagent.features";

  /**
   * The name it is shown under, the same in every release. The agent's own plugins have plain names
   * such as {@code kernel}. A name of the form {@code Publisher.Type} also makes the plugin an
   * entry of the status that Azure sees, beside the extension handlers.
   */
  String name();

  /**
   * Compares what is wanted with what is there. It reads through the ports of {@code
   * org.waagent.os} and changes nothing. Planned again right after a plan was applied, it returns
   * an empty plan.
   *
   * @param wanted what is known to be wanted now
   * @return the changes to make, in order
   * @throws Exception what kept it from looking; becomes the outcome
   */
  Plan plan(Wanted wanted) throws Exception;

  /**
   * Something newer is wanted while a plan of this plugin is being applied. It is planned as soon
   * as the plan at hand ends; a plugin whose changes take long may leave out what it has not begun.
   * Called from another thread; must be quick.
   */
  default void overtaken() {}

  /**
   * What to remove so that the machine forgets this plugin's area, as a plan. A command applies the
   * union of all plugins' plans, so each plugin names only what it owns.
   *
   * @throws Exception what kept it from looking; becomes the outcome
   */
  default Plan removal(Removal scope) throws Exception {
    return Plan.nothing();
  }

  /**
   * What more could be removed than {@link #removal} says and the platform asks for, as a plan:
   * what tells of the machine without making it this one. Done where somebody asks for it.
   *
   * @throws Exception what kept it from looking; becomes the outcome
   */
  default Plan deepRemoval(Removal scope) throws Exception {
    return Plan.nothing();
  }

  /**
   * What this plugin adds to the status Azure sees. Called often and from another thread than
   * {@link #plan}, also while a plan is applied, so it must be quick and must not wait.
   */
  default Report report() {
    return Report.none();
  }
}
