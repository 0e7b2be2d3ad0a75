// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.util.function.Supplier;
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
      case VERSIONS -> versions(request, world);
      case GOAL_STATE -> goalState(request, world);
      case HOSTING_ENVIRONMENT ->
          config(request, world, Document.HOSTING_ENVIRONMENT, texts(world)::hostingEnvironment);
      case SHARED_CONFIG ->
          config(request, world, Document.SHARED_CONFIG, texts(world)::sharedConfig);
      case EXTENSIONS_CONFIG ->
          config(
              request,
              world,
              Document.EXTENSIONS_CONFIG,
              () -> new ExtensionsConfigXml(world, world.fabric()).text());
      case FULL_CONFIG -> fullConfig(request, world);
      case CERTIFICATES -> certificates(request, world);
      case REMOTE_ACCESS -> remoteAccess(request, world);
      case HEALTH, ROLE_PROPERTIES, TELEMETRY, HEALTH_SERVICE ->
          new WireReports(fabric, effects).take(route, request);
      default -> throw Refusal.wrong(404, "ResourceNotFound", "No such resource.");
    };
  }

  private static GoalStateDocuments texts(World world) {
    return new GoalStateDocuments(world);
  }

  private static HttpAnswer versions(HttpRequest request, World world) {
    Require.method(request, "GET");
    return world.answer(Document.VERSIONS, world.fabric(), () -> VERSIONS);
  }

  private HttpAnswer goalState(HttpRequest request, World world) {
    headers(request);
    Require.method(request, "GET");
    fabric.told(world.machine());
    return world.answer(Document.GOAL_STATE, world.fabric(), texts(world)::goalState);
  }

  private static HttpAnswer config(
      HttpRequest request, World world, Document document, Supplier<String> text) {
    headers(request);
    current(request, world);
    Require.method(request, "GET");
    return world.answer(document, world.fabric(), text);
  }

  private static HttpAnswer fullConfig(HttpRequest request, World world) {
    headers(request);
    current(request, world);
    Require.method(request, "GET");
    return HttpAnswer.xml(Xml.HEAD + "<FullConfig />\n");
  }

  private static HttpAnswer certificates(HttpRequest request, World world) {
    headers(request);
    current(request, world);
    Require.method(request, "GET");
    CertificateDocuments documents = CertificateDocuments.asked(world, request);
    return world.answer(Document.CERTIFICATES, world.latest(), documents::certificates);
  }

  private static HttpAnswer remoteAccess(HttpRequest request, World world) {
    headers(request);
    Require.method(request, "GET");
    CertificateDocuments documents = CertificateDocuments.asked(world, request);
    return world.answer(Document.REMOTE_ACCESS, world.fabric(), documents::remoteAccess);
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
