// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
    pid = ProxyConfig.PID,
    name = "HttpProxy",
    description = "The proxy for storage accounts and artifact repositories.")
@interface ProxyConfig {
  String PID = "org.waagent.httpproxy";

  @AttributeDefinition(
      description =
          "Host of the proxy; goes before http_proxy and https_proxy of the environment. Empty: the"
              + " environment counts.")
  String host() default "";

  @AttributeDefinition(description = "Port of the proxy; 0 stands for 80, or 443 after https://.")
  int port() default 0;
}
