// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Instant;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/**
 * The socket in the file system.
 *
 * <p>It is bound in a folder only its owner can enter, gets its mode there, and is then renamed
 * into place. So nobody else can connect at any instant, and one an earlier agent left is replaced.
 */
final class SocketFile {
  private static final int BACKLOG = 16;

  private final Path path;
  private final Path folder;
  private final Path root;
  private final Files files;

  /**
   * @param lib the agent's own folder
   * @param root what the paths of {@code files} are resolved under
   */
  SocketFile(Path lib, Path root, Files files) {
    this.path = lib.resolve("control.sock");
    this.folder = lib.resolve(".control");
    this.root = root;
    this.files = files;
  }

  /** A socket that listens, and the name of its owner. */
  record Listening(ServerSocketChannel channel, String owner, Instant made) {}

  Listening open() throws IOException {
    files.deleteTree(folder);
    files.makeFolder(folder, Mode.OWNER_FOLDER);
    Path hidden = folder.resolve("s");
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(real(hidden)), BACKLOG);
      files.mode(hidden, Mode.OWNER_ONLY);
      files.move(hidden, path);
      files.deleteTree(folder);
      FileFacts facts = files.look(path).orElseThrow();
      return new Listening(channel, facts.owner(), facts.modified());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Removes the file, unless another agent has put its own there. */
  void remove(Listening listening) throws IOException {
    FileFacts facts = files.look(path).orElse(null);
    if (facts != null && facts.modified().equals(listening.made())) {
      files.delete(path);
    }
  }

  private Path real(Path inside) {
    return root.resolve(inside.getRoot().relativize(inside));
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
