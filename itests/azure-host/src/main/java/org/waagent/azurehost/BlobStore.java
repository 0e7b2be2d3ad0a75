// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.waagent.azurehost.http.HttpAnswer;
import org.waagent.azurehost.http.HttpRequest;

/** Manifests, packages, the artifacts profile and the status blob. */
final class BlobStore implements Site {
  private final Fabric fabric;
  private final Catalog catalog;
  private final StatusBlob statusBlob = new StatusBlob();

  BlobStore(Fabric fabric, Catalog catalog) {
    this.fabric = fabric;
    this.catalog = catalog;
  }

  @Override
  public Route route(HttpRequest request) {
    String path = HttpRequest.decode(request.path());
    World world = fabric.world();
    if (path.startsWith(BlobPaths.MANIFESTS)) {
      return Route.MANIFEST;
    }
    if (path.startsWith(BlobPaths.MANIFEST_COPIES)) {
      return Route.MANIFEST_COPY;
    }
    if (path.startsWith(BlobPaths.PACKAGES)) {
      return Route.PACKAGE;
    }
    if (path.startsWith(BlobPaths.PACKAGE_COPIES)) {
      return Route.PACKAGE_COPY;
    }
    if (path.equals(world.artifactsProfilePath())) {
      return Route.ARTIFACTS_PROFILE;
    }
    return path.equals(world.statusBlobPath()) ? Route.STATUS_BLOB : Route.BLOB_UNKNOWN;
  }

  @Override
  public HttpAnswer answer(Route route, HttpRequest request, Effects effects) {
    return answer(route, request, effects, Service.BLOB);
  }

  /** The same for a request that came through another service of the host. */
  HttpAnswer answer(Route route, HttpRequest request, Effects effects, Service channel) {
    return switch (route) {
      case MANIFEST, MANIFEST_COPY -> manifest(request);
      case PACKAGE, PACKAGE_COPY -> pack(request);
      case ARTIFACTS_PROFILE -> profile(request);
      case STATUS_BLOB -> status(request, effects, channel);
      default -> throw notFound();
    };
  }

  private HttpAnswer manifest(HttpRequest request) {
    Require.method(request, "GET");
    String name = file(request, "_manifest.xml");
    return catalog
        .manifest(name, fabric.world())
        .map(bytes -> HttpAnswer.of(200, "text/xml; charset=utf-8", bytes))
        .orElseThrow(BlobStore::notFound);
  }

  private HttpAnswer pack(HttpRequest request) {
    Require.method(request, "GET");
    String file = file(request, ".zip");
    int mark = file.lastIndexOf("__");
    if (mark < 0) {
      throw notFound();
    }
    return catalog
        .content(file.substring(0, mark), file.substring(mark + 2))
        .map(bytes -> HttpAnswer.of(200, "application/octet-stream", bytes))
        .orElseThrow(BlobStore::notFound);
  }

  private static String file(HttpRequest request, String ending) {
    String path = HttpRequest.decode(request.path());
    String file = path.substring(path.lastIndexOf('/') + 1);
    if (!file.endsWith(ending)) {
      throw notFound();
    }
    return file.substring(0, file.length() - ending.length());
  }

  private HttpAnswer profile(HttpRequest request) {
    World world = fabric.world();
    world.sas().check(request, "r");
    Require.method(request, "GET");
    Optional<Boolean> hold = world.fabric().goal().onHold();
    return world.answer(
        Document.ARTIFACTS_PROFILE,
        world.fabric(),
        () -> "{ \"onHold\": " + hold.orElseThrow(BlobStore::notFound) + " }");
  }

  private HttpAnswer status(HttpRequest request, Effects effects, Service channel) {
    World world = fabric.world();
    world.sas().check(request, "w");
    Require.method(request, "PUT");
    Optional<String> complete = statusBlob.put(request, world.latest().goal().statusBlobType());
    complete.ifPresent(
        text -> {
          JsonObject json = new StatusSchema(effects::violation).read(text);
          effects.status(new StatusDocument(Instant.now(), channel, text, json));
        });
    return HttpAnswer.empty(201).with("ETag", "\"0x" + Long.toHexString(System.nanoTime()) + "\"");
  }

  private static Refusal notFound() {
    return Refusal.wrong(404, "BlobNotFound", "The specified blob does not exist.");
  }

  @Override
  public HttpAnswer refuse(Refusal refusal) {
    String text =
        Xml.HEAD
            + "<Error><Code>"
            + refusal.code()
            + "</Code><Message>"
            + Xml.escape(refusal.getMessage())
            + "</Message></Error>";
    return HttpAnswer.of(refusal.status(), "application/xml", text)
        .with("x-ms-error-code", refusal.code());
  }
}
