// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.time.Instant;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.waagent.azurehost.http.HttpAnswer;
import org.waagent.azurehost.http.HttpRequest;

/** What agents post to the wire server. */
final class WireReports {
  private static final int MAX_DESCRIPTION = 4096;
  private static final int MAX_TELEMETRY = 64 * 1024;

  private final Fabric fabric;
  private final Effects effects;

  WireReports(Fabric fabric, Effects effects) {
    this.fabric = fabric;
    this.effects = effects;
  }

  HttpAnswer take(Route route, HttpRequest request) {
    Require.method(request, "POST");
    Require.length(request);
    return switch (route) {
      case HEALTH -> health(request);
      case ROLE_PROPERTIES -> roleProperties(request);
      case TELEMETRY -> telemetry(request);
      default -> HealthService.take(request, effects);
    };
  }

  private HttpAnswer health(HttpRequest request) {
    Element root = xml(request, "Health");
    String incarnation = Xml.text(root, "GoalStateIncarnation");
    Element container = Xml.child(root, "Container");
    container(container);
    Element role = Xml.child(Xml.child(container, "RoleInstanceList"), "Role");
    instance(Xml.text(role, "InstanceId"));
    Element health = Xml.child(role, "Health");
    String state = Xml.text(health, "State");
    if (!state.equals("Ready") && !state.equals("NotReady")) {
      throw Refusal.wrong(400, "InvalidXmlNodeValue", "State is " + state);
    }
    Optional<Element> details =
        Xml.hasChild(health, "Details")
            ? Optional.of(Xml.child(health, "Details"))
            : Optional.empty();
    Optional<String> description = details.map(d -> Xml.text(d, "Description"));
    if (description.orElse("").length() > MAX_DESCRIPTION) {
      throw Refusal.wrong(
          400, "InvalidXmlNodeValue", "Description is longer than " + MAX_DESCRIPTION);
    }
    effects.health(
        new HealthReport(
            Instant.now(),
            incarnation,
            state,
            details.map(d -> Xml.text(d, "SubStatus")),
            description));
    return HttpAnswer.empty(200);
  }

  private HttpAnswer roleProperties(HttpRequest request) {
    Element root = xml(request, "RoleProperties");
    Element container = Xml.child(root, "Container");
    container(container);
    Element role = Xml.child(Xml.child(container, "RoleInstances"), "RoleInstance");
    instance(Xml.text(role, "Id"));
    Element property = Xml.child(Xml.child(role, "Properties"), "Property");
    if (property.getAttribute("name").isEmpty() || property.getAttribute("value").isEmpty()) {
      throw Refusal.wrong(400, "InvalidXmlNodeValue", "Property without name or value");
    }
    return HttpAnswer.empty(202);
  }

  private HttpAnswer telemetry(HttpRequest request) {
    if (request.body().length > MAX_TELEMETRY) {
      throw Refusal.wrong(413, "RequestBodyTooLarge", "More than " + MAX_TELEMETRY + " bytes");
    }
    Element root = xml(request, "TelemetryData");
    if (Xml.child(root, "Provider").getAttribute("id").isEmpty()) {
      throw Refusal.wrong(400, "InvalidXmlNodeValue", "Provider without id");
    }
    NodeList events = root.getElementsByTagName("Event");
    for (int i = 0; i < events.getLength(); i++) {
      Element event = (Element) events.item(i);
      // The parameters are XML in a CDATA section.
      Xml.parse("<Event>" + event.getTextContent() + "</Event>");
    }
    return HttpAnswer.empty(200);
  }

  private static Element xml(HttpRequest request, String rootName) {
    WireServer.headers(request);
    Require.contentType(request, "text/xml");
    Element root = Xml.parse(request.text());
    Xml.root(root, rootName);
    return root;
  }

  private void container(Element container) {
    fabric.checkContainer(Xml.text(container, "ContainerId"));
  }

  private void instance(String id) {
    if (!id.equals(fabric.world().machine().roleInstance())) {
      throw Refusal.wrong(404, "RoleInstanceNotFound", "No such role instance: " + id);
    }
  }
}
