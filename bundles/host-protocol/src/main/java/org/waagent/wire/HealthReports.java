// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.host.HealthSink;
import org.waagent.host.HostException;
import org.waagent.wire.http.Answer;
import org.waagent.wire.http.CallClass;

/** Posts the health report and the properties of the role to the wire server. */
@Component(service = HealthSink.class)
public final class HealthReports implements HealthSink {
  /** Nine tenths of what the server takes, as escaping makes the text longer. */
  private static final int LONGEST_DESCRIPTION = 3686;

  private static final int ACCEPTED = 202;

  private final WireServer wireServer;

  @Activate
  public HealthReports(@Reference WireServer wireServer) {
    this.wireServer = wireServer;
  }

  @Override
  public void report(Health health) throws HostException {
    wireServer.withFreshIds(
        () -> wireServer.post("health", document(health), CallClass.HEALTH).orRefused());
  }

  private String document(Health health) throws HostException {
    WireServer.Ids ids = wireServer.ids();
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
        + "<Health xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
        + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\">"
        + element("GoalStateIncarnation", ids.incarnation().text())
        + "<Container>"
        + element("ContainerId", ids.containerId())
        + "<RoleInstanceList><Role>"
        + element("InstanceId", ids.roleInstanceId())
        + "<Health>"
        + state(health)
        + "</Health></Role></RoleInstanceList></Container></Health>";
  }

  private static String state(Health health) {
    if (!(health instanceof Health.NotReady notReady)) {
      return element("State", "Ready");
    }
    return element("State", "NotReady")
        + "<Details>"
        + element("SubStatus", notReady.subStatus())
        + element("Description", cut(notReady.description()))
        + "</Details>";
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST_DESCRIPTION) {
      return text;
    }
    // Never half of a character that takes two.
    boolean half = Character.isHighSurrogate(text.charAt(LONGEST_DESCRIPTION - 1));
    return text.substring(0, half ? LONGEST_DESCRIPTION - 1 : LONGEST_DESCRIPTION);
  }

  @Override
  public void reportHostKey(String fingerprint) throws HostException {
    wireServer.withFreshIds(
        () -> {
          Answer answer =
              wireServer.post("roleProperties", properties(fingerprint), CallClass.ROLE_PROPERTIES);
          if (answer.status() != ACCEPTED) {
            throw answer.refused();
          }
          return answer;
        });
  }

  private String properties(String fingerprint) throws HostException {
    WireServer.Ids ids = wireServer.ids();
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?><RoleProperties><Container>"
        + element("ContainerId", ids.containerId())
        + "<RoleInstances><RoleInstance>"
        + element("Id", ids.roleInstanceId())
        + "<Properties><Property name=\"CertificateThumbprint\" value=\""
        + escaped(fingerprint)
        + "\" /></Properties></RoleInstance></RoleInstances></Container></RoleProperties>";
  }

  private static String element(String name, String text) {
    return "<" + name + ">" + escaped(text) + "</" + name + ">";
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        default -> out.append(c >= ' ' || c == '\n' || c == '\t' || c == '\r' ? c : ' ');
      }
    }
    return out.toString();
  }
}
