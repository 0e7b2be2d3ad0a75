// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/**
 * The certificates packages must be signed under: those the owner of the machine names, or the root
 * the platform signs with (claim of a public certificate: serial number
 * 3F8BC8B5FC9FB29643B569D66C42E144, SHA-1 8F43288AD272F3103B6FB1428485EA3014C0BCFE).
 */
public final class SigningRoots {
  private static final String BUILT_IN = "microsoft-root-2011.pem";
  private static final String BUILT_IN_FILE = "microsoft_root_certificate.pem";
  private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";
  private static final int LARGEST = 1 << 20;

  private final Files files;
  private final Path builtIn;
  private final List<Path> paths;
  private final boolean own;

  /**
   * @param files where they are
   * @param directories says where the built-in one is written to
   * @param configured paths of PEM files with commas between; empty for the built-in one
   */
  public SigningRoots(Files files, Directories directories, String configured) {
    this.files = files;
    this.builtIn = directories.lib().resolve(BUILT_IN_FILE);
    List<Path> named = new ArrayList<>();
    for (String path : configured.split(",")) {
      if (!path.isBlank()) {
        named.add(Path.of("/").resolve(path.strip()));
      }
    }
    this.own = !named.isEmpty();
    this.paths = own ? List.copyOf(named) : List.of(builtIn);
  }

  /** Whether the owner of the machine named roots. */
  public boolean isOwn() {
    return own;
  }

  List<Path> paths() {
    return paths;
  }

  /** Writes the built-in root to where the field expects it, unless it is there. */
  public void writeBuiltIn() throws IOException {
    byte[] wanted;
    try (InputStream in = SigningRoots.class.getResourceAsStream(BUILT_IN)) {
      wanted = in.readAllBytes();
    }
    if (!Arrays.equals(wanted, existing())) {
      files.write(builtIn, wanted, Mode.OWNER_ONLY);
    }
  }

  private byte[] existing() throws IOException {
    try {
      return files.read(builtIn, LARGEST);
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }

  /** Why nothing can be verified; empty if it can be. */
  public Optional<String> fault() {
    for (Path path : paths) {
      try {
        if (!files.readText(path, LARGEST).contains(CERTIFICATE)) {
          return Optional.of("there is no certificate in the signing root " + path);
        }
      } catch (NoSuchFileException e) {
        return Optional.of("the signing root " + path + " is missing");
      } catch (IOException e) {
        return Optional.of("the signing root " + path + " can't be read: " + e.getMessage());
      }
    }
    return Optional.empty();
  }
}
