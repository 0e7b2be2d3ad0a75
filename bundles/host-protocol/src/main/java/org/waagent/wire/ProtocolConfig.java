// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
    pid = ProtocolConfig.PID,
    name = "Protocol",
    description = "Where the host is and how it is found.")
@interface ProtocolConfig {
  String PID = "org.waagent.protocol";

  @AttributeDefinition(
      description =
          "How the wire server is found: 'dhcp' asks DHCP first, where a plugin for it is installed;"
              + " 'static' takes the known address.")
  String endpointDiscovery() default "dhcp";

  @AttributeDefinition(
      description =
          "Address of the wire server, 'host' or 'host:port'. Empty: it is found by itself.")
  String endpoint() default "";

  @AttributeDefinition(description = "Port of the host plugin at the wire server's address.")
  int hostPluginPort() default 32526;

  @AttributeDefinition(description = "Address of the instance metadata service, 'host:port'.")
  String imdsEndpoint() default "169.254.169.254:80";

  @AttributeDefinition(
      description =
          "Accepted for old files and without effect: TLS is always there, and an address is called"
              + " as it is written.")
  boolean allowHTTP() default false;
}
