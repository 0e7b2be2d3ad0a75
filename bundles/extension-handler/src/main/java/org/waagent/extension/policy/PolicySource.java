// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.policy;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.waagent.extension.config.DebugConfig;
import org.waagent.host.Cms;
import org.waagent.plugin.GoalStateHistory;

/** What policy and signatures are looked at with: their keys, and the ports they need. */
@Component(
    service = PolicySource.class,
    configurationPid = {DebugConfig.PID, PolicyConfig.PID})
public final class PolicySource {
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      fieldOption = FieldOption.UPDATE)
  private final List<GoalStateHistory> histories = new CopyOnWriteArrayList<>();

  private final Keys keys;
  private final Cms cms;

  /** Made by Declarative Services. */
  @Activate
  public PolicySource(DebugConfig debug, PolicyConfig policy, @Reference Cms cms) {
    this(
        new Keys(
            debug.enableExtensionPolicy(),
            Path.of("/").resolve(policy.policyFilePath()),
            debug.enableSignatureValidation()),
        cms,
        List.of());
  }

  /**
   * @param keys as configured
   * @param cms verifies
   * @param more take copies of the policy
   */
  public PolicySource(Keys keys, Cms cms, List<GoalStateHistory> more) {
    this.keys = requireNonNull(keys, "keys");
    this.cms = requireNonNull(cms, "cms");
    histories.addAll(more);
  }

  /**
   * The keys of {@code waagent.conf}.
   *
   * @param policy {@code Debug.EnableExtensionPolicy}
   * @param file {@code Policy.PolicyFilePath}
   * @param signatures {@code Debug.EnableSignatureValidation}
   */
  public record Keys(boolean policy, Path file, boolean signatures) {
    public Keys {
      requireNonNull(file, "file");
    }
  }

  /** As configured. */
  public Keys keys() {
    return keys;
  }

  Cms cms() {
    return cms;
  }

  List<GoalStateHistory> histories() {
    return histories;
  }
}
