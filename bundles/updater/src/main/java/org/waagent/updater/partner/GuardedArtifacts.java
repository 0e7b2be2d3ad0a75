// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.waagent.goalstate.BlobUrl;
import org.waagent.host.ArtifactSource;
import org.waagent.host.HostException;

/** Fetches from the hosts a feature declared; another one is a refusal that names the feature. */
final class GuardedArtifacts implements ArtifactSource {
  private final ArtifactSource source;
  private final Grant grant;
  private final Refusals refusals;

  GuardedArtifacts(ArtifactSource source, Grant grant, Refusals refusals) {
    this.source = source;
    this.grant = grant;
    this.refusals = refusals;
  }

  @Override
  public Manifest manifest(List<BlobUrl> locations) throws HostException {
    return source.manifest(allowed(locations));
  }

  @Override
  public void fetch(List<BlobUrl> locations, Receiver receiver) throws HostException {
    source.fetch(allowed(locations), receiver);
  }

  private List<BlobUrl> allowed(List<BlobUrl> locations) throws HostException {
    // Judged and used is one copy: the caller may change its list.
    List<BlobUrl> judged = List.copyOf(locations);
    for (BlobUrl location : judged) {
      String host = host(location);
      if (!grant.allowsHost(host)) {
        throw new HostException(
            HostException.Kind.REFUSED, refusals.refuse(grant.feature(), "speak to " + host));
      }
    }
    return judged;
  }

  private static String host(BlobUrl location) {
    try {
      String host = new URI(location.text()).getHost();
      return host == null ? location.withoutQuery() : host;
    } catch (URISyntaxException e) {
      return location.withoutQuery();
    }
  }
}
