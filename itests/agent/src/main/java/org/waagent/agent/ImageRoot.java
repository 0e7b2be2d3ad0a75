// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A folder an agent takes for the whole machine, as far as files go, so that it can be told to
 * provision. Programs are this machine's: only for documents that lead to none.
 */
public final class ImageRoot {
  private static final String DRIVE = "/dev/sr0";
  private static final String POINT = "/media/provisioning";

  private final Path root;

  private ImageRoot(Path root) {
    this.root = root;
  }

  /**
   * Makes it.
   *
   * @param root of the image, not there yet
   * @param agent folder of an agent; from now on it is a link to one in the image, so that both
   *     sides find it under one name
   */
  public static ImageRoot at(Path root, Path agent) throws IOException {
    ImageRoot image = new ImageRoot(root);
    Files.createDirectories(image.file("/dev"));
    Path inside = image.file(agent.toString());
    Files.createDirectories(inside.getParent());
    if (Files.exists(agent)) {
      Files.move(agent, inside);
    } else {
      Files.createDirectory(inside);
    }
    Files.createSymbolicLink(agent, inside);
    return image;
  }

  private Path file(String path) {
    return root.resolve(path.substring(1));
  }

  /** Puts a medium with that document into a drive. It is mounted, so nobody mounts it. */
  public void insert(String document) throws IOException {
    write(DRIVE, "");
    write("/proc/self/mounts", DRIVE + " " + POINT + " udf ro 0 0\n");
    write(POINT + "/ovf-env.xml", document);
  }

  private void write(String path, String text) throws IOException {
    Files.createDirectories(file(path).getParent());
    Files.writeString(file(path), text);
  }

  /** Gives the machine an id, as the firmware does. */
  public void identify(String id) throws IOException {
    write("/sys/class/dmi/id/product_uuid", id + "\n");
  }

  /** Takes the medium away. */
  public void remove() throws IOException {
    Files.delete(file(POINT + "/ovf-env.xml"));
  }

  /** Where it is. */
  public Path path() {
    return root;
  }

  /** What has an agent take it for the machine. */
  public Map<String, String> environment() {
    return Map.of("WAAGENT_JVM_FLAGS", "-Dorg.waagent.root=" + root);
  }
}
