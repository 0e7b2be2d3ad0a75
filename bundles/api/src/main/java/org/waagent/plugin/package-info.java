// SPDX-License-Identifier: Apache-2.0
/**
 * How to write a plugin: a bundle that owns one area of the machine.
 *
 * <p>A plugin is a service of type {@link org.waagent.plugin.Plugin}. It compares what is wanted
 * with what is there and returns a {@link org.waagent.plugin.Plan}; the core applies the plan and
 * reports the {@link org.waagent.plugin.Outcome}. A complete one, written as a Declarative Services
 * component:
 *
 * <pre>{@code
 * @Component
 * public final class MotdPlugin implements Plugin {
 *   private static final Path MOTD = Path.of("/etc/motd");
 *   private final Files files;
 *   private final Config config;
 *
 *   @ObjectClassDefinition(pid = "org.waagent.motd")
 *   @interface Config {
 *     @AttributeDefinition(description = "The line users see when they log in.")
 *     String text() default "Managed by Acme";
 *   }
 *
 *   @Activate
 *   public MotdPlugin(@Reference Files files, Config config) {
 *     this.files = files;
 *     this.config = config;
 *   }
 *
 *   @Override
 *   public String name() {
 *     return "Acme.Motd";
 *   }
 *
 *   @Override
 *   public Plan plan(Wanted wanted) throws IOException {
 *     byte[] text = (config.text() + "\n").getBytes(StandardCharsets.UTF_8);
 *     if (files.exists(MOTD) && Arrays.equals(text, files.read(MOTD, 65_536))) {
 *       return Plan.nothing();
 *     }
 *     return Plan.of(Change.of("write " + MOTD, () -> files.write(MOTD, text, Mode.of(0644))));
 *   }
 * }
 * }</pre>
 *
 * <p>With {@code configurationPid = "org.waagent.motd"} in its {@code @Component}, that plugin's
 * {@code Config} is the section {@code Motd} of {@code waagent.conf}: the line {@code
 * Motd.Text=Hello} arrives as the property {@code text}. No code is needed for it. Put the bundle
 * beside the others and name it in the feature; its outcome shows in {@code waagent status}, and,
 * because its name has the form {@code Publisher.Type}, in the status Azure sees.
 *
 * <p>Order between plugins is a reference to a condition, see {@link
 * org.waagent.plugin.Conditions}. A plugin that learns that its area changed asks for a new plan
 * through {@link org.waagent.plugin.Replan}. Verbs of the command line are {@link
 * org.waagent.plugin.Verb} services, checks of {@code waagent doctor} are {@link
 * org.waagent.plugin.Check} services.
 */
@Export
@Version("1.8.0")
package org.waagent.plugin;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
