// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.clean;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.waagent.fuzz.Target;

/** Files that are cleaned before they leave the machine. */
public final class CleanerTargets {
  private static final String LOG =
      """
      2026-01-01 INFO GET https://u:p@a.net/b?sv=1&sig=x failed
      {"protectedSettings": {"a": ["b"]}, "password": "x\\" y", "c": 1}
      -----BEGIN RSA PRIVATE KEY-----
      abc
      -----END RSA PRIVATE KEY-----
      password: |
        x
      <UserPassword>x</UserPassword> root:$6$salt1234$abcdefghijklmnopqrst:1
      """;
  private static final String SETTINGS =
      """
      {"runtimeSettings": [{"handlerSettings": {"publicSettings": {"a": [1, null, true]},
      "protectedSettingsCertThumbprint": "AB12"}}]}
      """;
  private static final String OVF =
      """
      <?xml version="1.0"?><!-- c --><Environment xmlns="urn:x"><wa:HostName a='b'>h</wa:HostName>
      <CustomData><![CDATA[x]]></CustomData></Environment>
      """;

  private CleanerTargets() {}

  /** All of them. */
  public static List<Target> all() {
    return List.of(
        target("a.log", LOG), target("0.settings", SETTINGS), target("ovf-env.xml", OVF));
  }

  private static Target target(String name, String seed) {
    return new Target(
        "cleaner of " + name,
        bytes -> clean(name, bytes),
        IOException.class,
        List.of(seed.getBytes(StandardCharsets.UTF_8)));
  }

  private static void clean(String name, byte[] bytes) throws IOException {
    new Cleaners(1 << 20)
        .of(name)
        .clean(new ByteArrayInputStream(bytes), OutputStream.nullOutputStream(), new Cuts());
  }
}
