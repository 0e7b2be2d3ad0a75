// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipException;
import org.waagent.extension.command.Journal;
import org.waagent.extension.handler.ErrorCodes;
import org.waagent.extension.handler.ExtensionFailure;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.HandlerManifest;
import org.waagent.extension.handler.HandlerState;
import org.waagent.extension.handler.Room;
import org.waagent.extension.handler.Unpacker;
import org.waagent.extension.policy.Seal;
import org.waagent.host.ArtifactSource;
import org.waagent.host.HostException;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.os.NewFile;

/** Gets the package of a version and unpacks it. */
final class Download {
  private static final int BUFFER = 1 << 16;

  /** Several times the largest package there is; a stream without end has to end somewhere. */
  static final long MOST_BYTES = 1L << 30;

  private static final String OPERATION = "Download";

  private final Workbench bench;
  private final Files files;
  private final ArtifactSource artifacts;
  private final Unpacker unpacker;
  private final long mostBytes;

  /**
   * @param mostBytes a package may have
   */
  Download(Workbench bench, ArtifactSource artifacts, long mostBytes) {
    this.mostBytes = mostBytes;
    this.bench = bench;
    this.files = bench.machine().files();
    this.artifacts = artifacts;
    this.unpacker = new Unpacker(files, bench.machine().places());
  }

  /** Downloads and unpacks; afterwards the version is there and not installed. */
  void fetch(HandlerFolder folder, ArtifactSource.Package source, Seal seal)
      throws ExtensionFailure, IOException {
    bench.journals().change(folder.name(), Journal::afresh);
    // Without a state a version counts as not installed, so only another one has to be replaced.
    if (files.exists(folder.stateFile())) {
      bench.store().state(folder, HandlerState.NOT_INSTALLED);
    }
    files.delete(folder.statusFile());
    Duration begun = bench.machine().clock().sinceStart();
    if (source.locations().isEmpty()) {
      throw failure(ErrorCodes.DOWNLOAD, "No package uri found", null);
    }
    try {
      if (!isUnpackedFromRest(folder, seal)) {
        artifacts.fetch(source.locations(), content -> receive(content, folder, seal));
      }
    } catch (HostException e) {
      bench.attempt(folder, () -> bench.store().state(folder, HandlerState.NOT_INSTALLED));
      throw seal.refusal(e).orElseGet(() -> failure(ErrorCodes.DOWNLOAD, e.getMessage(), e));
    } finally {
      files.delete(folder.zip());
    }
    Duration took = bench.machine().clock().sinceStart().minus(begun);
    bench
        .machine()
        .events()
        .tell(folder.name(), folder.version(), OPERATION, true, "Download succeeded", took);
    tellOddities(folder);
  }

  /** A package an earlier attempt left behind is taken if it is good. */
  private boolean isUnpackedFromRest(HandlerFolder folder, Seal seal) throws IOException {
    if (!files.exists(folder.zip())) {
      return false;
    }
    try {
      take(folder, seal);
      return true;
    } catch (IOException e) {
      bench.machine().logger().warn("{} is bad and replaced: {}", folder.zip(), e.getMessage());
      files.delete(folder.zip());
      return false;
    }
  }

  private void receive(InputStream content, HandlerFolder folder, Seal seal) throws IOException {
    byte[] buffer = new byte[BUFFER];
    Room room = new Room(files, folder.zip().getParent());
    room.take(0);
    long size = 0;
    try (NewFile out = files.create(folder.zip(), Mode.OWNER_ONLY)) {
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        size += n;
        if (size > mostBytes) {
          throw new ZipException(
              folder.zip().getFileName() + ": package is larger than " + mostBytes + " bytes");
        }
        room.take(n);
        out.write(buffer, 0, n);
      }
      out.commit();
    }
    take(folder, seal);
  }

  private void take(HandlerFolder folder, Seal seal) throws IOException {
    seal.checkPackage();
    unpacker.unpack(folder, seal::checkContent);
  }

  private void tellOddities(HandlerFolder folder) throws ExtensionFailure {
    List<String> odd = HandlerManifest.of(files, folder).oddBooleans();
    if (!odd.isEmpty()) {
      bench
          .machine()
          .events()
          .tell(
              folder.name(),
              folder.version(),
              "ExtensionHandlerManifest",
              false,
              "Not a boolean: " + String.join(", ", odd));
    }
  }

  static ExtensionFailure failure(int code, String why, Exception cause) {
    ExtensionFailure failure =
        new ExtensionFailure(code, OPERATION, "Failed to download artifacts: " + why);
    if (cause != null) {
      failure.initCause(cause);
    }
    return failure;
  }
}
