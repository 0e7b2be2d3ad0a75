// SPDX-License-Identifier: Apache-2.0
package org.waagent.host;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.waagent.goalstate.BlobUrl;

/**
 * Fetches manifests and packages, straight or through the host plugin, whichever works.
 *
 * <p>Of several addresses one that works is enough; they are tried in random order.
 */
@ProviderType
public interface ArtifactSource {
  /**
   * Fetches the manifest of a handler or of an agent family.
   *
   * @param locations where it is
   * @return the packages it lists
   * @throws HostException if no address gave a manifest
   */
  Manifest manifest(List<BlobUrl> locations) throws HostException;

  /**
   * Fetches a package.
   *
   * @param locations where it is
   * @param receiver gets the bytes; may refuse them, then the other way to the same address and the
   *     next addresses are tried
   * @throws HostException if no address gave a package the receiver took
   */
  void fetch(List<BlobUrl> locations, Receiver receiver) throws HostException;

  /**
   * What a manifest lists.
   *
   * @param packages in document order, internal ones last
   * @param text the document, fit for the history
   */
  record Manifest(List<Package> packages, String text) {
    public Manifest {
      packages = List.copyOf(packages);
      requireNonNull(text, "text");
    }
  }

  /**
   * One package.
   *
   * @param version as written
   * @param locations where it is
   * @param internal whether the manifest lists it as internal
   */
  record Package(String version, List<BlobUrl> locations, boolean internal) {
    public Package {
      requireNonNull(version, "version");
      locations = List.copyOf(locations);
    }
  }

  /** Takes the bytes of a package. */
  @FunctionalInterface
  interface Receiver {
    /**
     * Reads the package to its end and judges it. Called again from the start for each way to each
     * address.
     *
     * @param content the bytes; closed by the caller
     * @throws java.util.zip.ZipException if the bytes are refused, as no or a bad package; another
     *     way may bring better ones
     * @throws IOException if the bytes can't be read, or for a reason of this machine, such as a
     *     full disk; the latter is no matter of the way they came
     */
    void receive(InputStream content) throws IOException;
  }
}
