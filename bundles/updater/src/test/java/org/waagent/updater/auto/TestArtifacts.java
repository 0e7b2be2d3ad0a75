// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;
import org.waagent.goalstate.BlobUrl;
import org.waagent.host.ArtifactSource;
import org.waagent.host.HostException;

/** Documents out of memory, and a list of what was asked for. */
final class TestArtifacts implements ArtifactSource {
  final Map<String, byte[]> content = new LinkedHashMap<>();
  final List<String> asked = new ArrayList<>();

  @Override
  public Manifest manifest(List<BlobUrl> locations) {
    throw new AssertionError("the platform's packages are of no concern");
  }

  @Override
  public void fetch(List<BlobUrl> locations, Receiver receiver) throws HostException {
    String address = locations.get(0).text();
    asked.add(address);
    byte[] bytes = content.get(address);
    if (bytes == null) {
      throw new HostException(HostException.Kind.REFUSED, "404 for " + address);
    }
    try {
      receiver.receive(new ByteArrayInputStream(bytes));
    } catch (ZipException e) {
      throw new HostException(HostException.Kind.MALFORMED, e.getMessage(), e);
    } catch (IOException e) {
      throw new HostException(HostException.Kind.LOCAL, e.getMessage(), e);
    }
  }
}
