// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A machine with a secret of each kind in each kind of file. */
final class SeededMachine {
  /** Each kind with one place for the secret. */
  private static final List<String> KINDS =
      List.of(
          "GET https://a.blob.core.windows.net/c/b?sv=2018-03-28&sig=%s&se=2030 -> 403",
          "connecting with password=%s now",
          "{\"user\": \"u\", \"adminPassword\": \"%s\"}",
          "AccountName=a;AccountKey=%s==;EndpointSuffix=core.windows.net",
          "Authorization: Bearer %s",
          "proxy http://user:%s@10.0.0.4:3128",
          "-----BEGIN RSA PRIVATE KEY-----\n%s\n-----END RSA PRIVATE KEY-----",
          "{\"protectedSettings\": \"MIIB%s\"}",
          "<UserPassword>%s</UserPassword>",
          "tool --token %s --verbose");

  private final Path root;
  private final List<String> secrets = new ArrayList<>();

  SeededMachine(Path root) {
    this.root = root;
  }

  /** All that was hidden. */
  List<String> secrets() {
    return secrets;
  }

  String secret() {
    String secret = "Hidden" + (1000 + secrets.size()) + "Word";
    secrets.add(secret);
    return secret;
  }

  /** Lines with a secret of each kind, between harmless ones. */
  String lines() {
    StringBuilder text = new StringBuilder("the first line\n");
    for (String kind : KINDS) {
      text.append(String.format(kind, secret())).append('\n');
    }
    byte[] encoded =
        ("some longer text with a " + secret()).repeat(3).getBytes(StandardCharsets.UTF_8);
    text.append(Base64.getEncoder().encodeToString(encoded)).append('\n');
    return text.append("the last line\n").toString();
  }

  void text(String path, String content) throws IOException {
    bytes(path, content.getBytes(StandardCharsets.UTF_8));
  }

  void bytes(String path, byte[] content) throws IOException {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  void gzip(String path, String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
    bytes(path, bytes.toByteArray());
  }

  void zip(String path, String... namesAndContents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndContents[i]));
        zip.write(namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    bytes(path, bytes.toByteArray());
  }

  void link(String path, String target) throws IOException {
    Path link = root.resolve(path.substring(1));
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Path.of(target));
  }

  String settings() {
    return """
        {"runtimeSettings": [{"handlerSettings": {
          "protectedSettingsCertThumbprint": "EB0C0AB4B2D5FC35F2F0658D19F44C8283E2DD62",
          "protectedSettings": "%s",
          "publicSettings": {"commandToExecute": "sh x %s", "pin": 4711, "keep": true,
            "list": ["%s", {"deep": "%s"}]}}}]}
        """
        .formatted(secret(), secret(), secret(), secret());
  }

  String ovf() {
    return """
        <?xml version="1.0" encoding="utf-8"?>
        <Environment xmlns:wa="http://schemas.microsoft.com/windowsazure">
          <!-- %s -->
          <HostName>vm-1</HostName><UserPassword>%s</UserPassword>
          <CustomData>%s
          </CustomData><wa:Unknown odd="%s"><![CDATA[%s]]></wa:Unknown>
          <DisableSshPasswordAuthentication>false</DisableSshPasswordAuthentication>
        </Environment>
        """
        .formatted(secret(), secret(), secret(), secret(), secret());
  }
}
