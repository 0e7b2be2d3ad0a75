// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.waagent.fuzz.Target;
import org.waagent.goalstate.HandlerName;
import org.waagent.machine.TestMachine;

/** What a handler brings along and leaves on disk. */
public final class HandlerTargets {
  private static final String MANIFEST =
      """
      [{"name":"A","version":1.0,"handlerManifest":{"installCommand":"bin/i","enableCommand":"e",
      "updateCommand":"u","uninstallCommand":"x","disableCommand":"d","rebootAfterInstall":false,
      "reportHeartbeat":"true","updateMode":"UpdateWithoutInstall","continueOnUpdateFailure":true,
      "supportsMultipleExtensions":true,"resourceLimits":{"services":[{"name":"s"}]}}}]
      """;

  private HandlerTargets() {}

  /** All of them. */
  public static List<Target> all() {
    Path lib = Path.of("/var/lib/waagent");
    HandlerFolder folder = new HandlerFolder(lib, new HandlerName("A.B"), "1.0");
    return List.of(
        Target.ofText("handler manifest", HandlerManifest::parse, MalformedJson.class, MANIFEST),
        Target.ofAnyText("handler state", HandlerState::of, "Enabled"),
        Target.ofAnyText(
            "handler status",
            text -> HandlerStatus.of(folder, text),
            "{\"name\":\"A.B\",\"status\":\"Ready\",\"code\":0,\"message\":\"m\"}"),
        new Target("package", new Package()::unpack, IOException.class, List.of(Package.zip())));
  }

  /** Unpacks where nothing but its own folder may appear. */
  private static final class Package {
    private Path root;
    private TestMachine machine;

    void unpack(byte[] zip) throws IOException {
      if (root == null) {
        root = Files.createTempDirectory(Path.of("").toAbsolutePath(), "unpacked");
        machine = TestMachine.at(root);
        Files.createDirectories(root.resolve("lib"));
      }
      Path lib = Path.of("/lib");
      HandlerFolder folder = new HandlerFolder(lib, new HandlerName("A.B"), "1.0");
      Files.write(root.resolve("lib/A.B__1.0.zip"), zip);
      try {
        ProgramPlaces places =
            new ProgramPlaces(
                machine.files(),
                machine.blockDevices(),
                lib,
                lib.resolve("state"),
                "",
                machine.log().logger());
        new Unpacker(machine.files(), places).unpack(folder, unpacked -> {});
      } finally {
        nothingElse();
        machine.files().deleteTree(folder.path());
      }
    }

    private void nothingElse() throws IOException {
      List<String> expected = List.of("A.B-1.0", "A.B__1.0.zip", "state");
      for (String name : machine.files().list(Path.of("/lib"))) {
        if (!expected.contains(name)) {
          throw new IllegalStateException("left its folder: " + name);
        }
      }
    }

    static byte[] zip() {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
        zip.putNextEntry(new ZipEntry("bin/i"));
        zip.write("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8));
        zip.putNextEntry(new ZipEntry(HandlerFolder.MANIFEST));
        zip.write(MANIFEST.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return bytes.toByteArray();
    }
  }
}
