// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A handler package made for a test: every command is one script that writes what it sees. */
public final class HandlerPackage {
  private final Map<String, String> files = new LinkedHashMap<>();
  private final StringBuilder more = new StringBuilder();
  private String beside = "";

  /**
   * @param notes folder the script writes to: {@code calls}, one line a command; {@code
   *     env-<command>-<version>}; what stands in {@code do-<command>-<version>} is run by it
   */
  public HandlerPackage(String notes) {
    files.put(
        "bin/run.sh",
        """
        #!/bin/sh
        echo "$1 $AZURE_GUEST_AGENT_EXTENSION_VERSION $ConfigSequenceNumber$ConfigExtensionName" >> %1$s/calls
        env > %1$s/env-$1-$AZURE_GUEST_AGENT_EXTENSION_VERSION$ConfigExtensionName
        for f in %1$s/do-$1-$AZURE_GUEST_AGENT_EXTENSION_VERSION %1$s/do-$1-$ConfigExtensionName; do
          if [ -f $f ]; then . $f; fi
        done
        exit 0
        """
            .formatted(notes));
  }

  /** Adds members to the manifest, such as {@code "reportHeartbeat": true}. */
  public HandlerPackage with(String members) {
    more.append(", ").append(members);
    return this;
  }

  /** Adds a member beside {@code handlerManifest}. */
  public HandlerPackage beside(String member) {
    beside = ", " + member;
    return this;
  }

  /** Adds a file. */
  public HandlerPackage file(String name, String content) {
    files.put(name, content);
    return this;
  }

  private String manifest() {
    StringBuilder commands = new StringBuilder();
    for (String kind : new String[] {"install", "uninstall", "update", "enable", "disable"}) {
      commands.append("\"%1$sCommand\": \"bin/run.sh %1$s\", ".formatted(kind));
    }
    return "[{\"version\": 1.0, \"handlerManifest\": {%s\"rebootAfterInstall\": false%s}%s}]"
        .formatted(commands, more, beside);
  }

  public byte[] zip() {
    files.putIfAbsent("HandlerManifest.json", manifest());
    return zip(files);
  }

  public static byte[] zip(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }
}
