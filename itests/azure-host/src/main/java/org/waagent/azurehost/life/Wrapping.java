// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.waagent.azurehost.ExtensionPackage;

/**
 * A package whose commands run through a script that writes down what came of them; so they are
 * seen whatever the agent tells.
 *
 * @param trace folder the script writes to
 * @param token what processes of the handler carry in their environment
 */
record Wrapping(Path trace, String token) {
  static final String SCRIPT = "azure-host-life.sh";

  ExtensionPackage around(PackageFiles content, HandlerManifest manifest, String version) {
    JsonArray changed = manifest.whole().deepCopy();
    JsonObject handler = changed.get(0).getAsJsonObject().getAsJsonObject("handlerManifest");
    StringBuilder cases = new StringBuilder();
    for (String command : HandlerManifest.COMMANDS) {
      String line = manifest.line(command);
      if (!line.isEmpty()) {
        cases.append(command + ") line=" + quoted(line.replaceFirst("^/+", "")) + " ;;\n");
        handler.addProperty(command + "Command", SCRIPT + " " + command);
      }
    }
    String script =
        Resource.text("command.sh")
            .replace("@TRACE@", quoted(trace.toString()))
            .replace("@VERSION@", quoted(version))
            .replace("@TOKEN@", quoted(token))
            .replace("@COMMANDS@\n", cases);
    Map<String, byte[]> files = new TreeMap<>(content.files());
    files.put(HandlerManifest.FILE, changed.toString().getBytes(StandardCharsets.UTF_8));
    files.put(SCRIPT, script.getBytes(StandardCharsets.UTF_8));
    return ExtensionPackage.bytes(zip(files));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static byte[] zip(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
