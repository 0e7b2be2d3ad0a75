// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.io.InputStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.host.EventUpload;
import org.waagent.host.HostException;
import org.waagent.wire.http.Body;
import org.waagent.wire.http.CallClass;

/** Telemetry to the wire server, logs to the host plugin. */
@Component(service = EventUpload.class)
public final class WireUpload implements EventUpload {
  private final WireServer wireServer;
  private final HostPlugin hostPlugin;

  @Activate
  public WireUpload(@Reference WireServer wireServer, @Reference HostPlugin hostPlugin) {
    this.wireServer = wireServer;
    this.hostPlugin = hostPlugin;
  }

  @Override
  public void telemetry(byte[] xml) throws HostException {
    wireServer.post("telemetrydata", xml, CallClass.TELEMETRY).orRefused();
  }

  @Override
  public void logs(InputStream zip, long length) throws HostException {
    hostPlugin.logs(new Body.Once(zip, length));
  }
}
