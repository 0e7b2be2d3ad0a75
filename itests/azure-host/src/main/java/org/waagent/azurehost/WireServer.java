// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import org.waagent.azurehost.http.HttpAnswer;
import org.waagent.azurehost.http.HttpRequest;

/** Goal states and reports: what listens on port 80 of a real host. */
final class WireServer implements Site {
  private static final String VERSIONS =
      Xml.HEAD
          + """
          <Versions>
            <Preferred>
              <Version>2012-11-30</Version>
            </Preferred>
            <Supported>
              <Version>2010-12-15</Version>
              <Version>2010-28-10</Version>
            </Supported>
          </Versions>
          """;

  private final Fabric fabric;

  WireServer(Fabric fabric) {
    this.fabric = fabric;
  }

  @Override
  public Route route(HttpRequest request) {
    return WireRoutes.of(request, fabric.world().machine());
  }

  @Override
  public HttpAnswer answer(Route route, HttpRequest request, Effects effects) {
    World world = fabric.world();
    return switch (route) {
      case VERSIONS -> get(request, VERSIONS);
      case GOAL_STATE -> goalState(request, world);
      case HOSTING_ENVIRONMENT ->
          config(request, world, new GoalStateDocuments(world).hostingEnvironment());
      case SHARED_CONFIG -> config(request, world, new GoalStateDocuments(world).sharedConfig());
      case EXTENSIONS_CONFIG ->
          config(request, world, new ExtensionsConfigXml(world, world.fabric()).text());
      case FULL_CONFIG -> config(request, world, Xml.HEAD + "<FullConfig />\n");
      case CERTIFICATES -> certificates(request, world);
      case REMOTE_ACCESS -> remoteAccess(request, world);
      case HEALTH, ROLE_PROPERTIES, TELEMETRY, HEALTH_SERVICE ->
          new WireReports(fabric, effects).take(route, request);
      default -> throw Refusal.wrong(404, "ResourceNotFound", "No such resource.");
    };
  }

  private HttpAnswer goalState(HttpRequest request, World world) {
    headers(request);
    HttpAnswer answer = get(request, new GoalStateDocuments(world).goalState());
    fabric.told(world.machine());
    return answer;
  }

  private HttpAnswer config(HttpRequest request, World world, String text) {
    headers(request);
    current(request, world);
    return get(request, text);
  }

  private HttpAnswer certificates(HttpRequest request, World world) {
    headers(request);
    current(request, world);
    return get(request, CertificateDocuments.asked(world, request).certificates());
  }

  private HttpAnswer remoteAccess(HttpRequest request, World world) {
    headers(request);
    return get(request, CertificateDocuments.asked(world, request).remoteAccess());
  }

  private static HttpAnswer get(HttpRequest request, String text) {
    Require.method(request, "GET");
    return HttpAnswer.xml(text);
  }

  static void headers(HttpRequest request) {
    Require.header(request, "x-ms-agent-name");
    Require.header(request, "x-ms-version", "2012-11-30");
  }

  /** Documents exist for the current incarnation only. */
  private static void current(HttpRequest request, World world) {
    String asked = request.param("incarnation").orElse("");
    int current = world.fabric().incarnation();
    if (asked.equals(Integer.toString(current))) {
      return;
    }
    boolean older = asked.matches("[1-9][0-9]{0,6}") && Integer.parseInt(asked) < current;
    String message = "The resource requested is no longer available. Please refresh your cache.";
    throw older
        ? Refusal.innocent(410, "ResourceNotAvailable", message)
        : Refusal.wrong(400, "InvalidIncarnation", "Not an incarnation: " + asked);
  }

  @Override
  public HttpAnswer refuse(Refusal refusal) {
    String text =
        Xml.HEAD
            + "<Error xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n  <Code>"
            + refusal.code()
            + "</Code>\n  <Message>"
            + Xml.escape(refusal.getMessage())
            + "</Message>\n  <Details />\n</Error>\n";
    return HttpAnswer.xml(text).withStatus(refusal.status());
  }
}
