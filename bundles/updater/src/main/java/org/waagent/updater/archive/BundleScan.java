// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * Reads one bundle, from its first byte to its last, as every reader of zips would see it: what is
 * not scanned can't be loaded.
 */
final class BundleScan {
  static final ZipLimits LIMITS =
      new ZipLimits(20_000, 128L << 20, 512L << 20, ZipLimits.Folders.YES);
  private static final int LARGEST_MANIFEST = 1 << 20;
  private static final int LARGEST_COMPONENT = 1 << 18;

  private final BundleEntry bundle;

  BundleScan(BundleEntry bundle) {
    this.bundle = bundle;
  }

  /**
   * Finds the manifest and reads no farther.
   *
   * @throws BadArchive if there is none, or it is another bundle's
   */
  Headers headers(InputStream content) throws IOException {
    try (ZipStream jar = new ZipStream(content, LIMITS)) {
      for (String file = jar.next(); file != null; file = jar.next()) {
        if (file.equals(Headers.MANIFEST)) {
          return headers(jar);
        }
      }
      throw bad("has no " + Headers.MANIFEST);
    } catch (ZipException | EOFException e) {
      throw bad("is no bundle: " + e.getMessage());
    }
  }

  private Headers headers(ZipStream jar) throws IOException {
    byte[] manifest = bytes(jar, Headers.MANIFEST, LARGEST_MANIFEST);
    try {
      Headers headers = Headers.parse(manifest);
      headers.require(bundle);
      return headers;
    } catch (BadArchive e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw bad("has a manifest that is none: " + e.getMessage());
    }
  }

  /**
   * Reads all of it.
   *
   * @throws BadArchive if it can't be looked at as it is
   */
  Headers scan(InputStream content, ClassScan classes, ComponentXml components) throws IOException {
    try (ZipStream jar = new ZipStream(content, LIMITS)) {
      Headers headers = null;
      for (String file = jar.next(); file != null; file = jar.next()) {
        if (file.endsWith("/")) {
          continue;
        }
        if (headers == null) {
          requireManifest(file);
          headers = headers(jar);
        } else if (file.endsWith(".class")) {
          classes.scan(file, bytes(jar, file, ClassScan.largest()));
        } else if (headers.isComponent(file)) {
          components.scan(file, bytes(jar, file, LARGEST_COMPONENT));
        }
      }
      if (headers == null) {
        throw bad("has no " + Headers.MANIFEST);
      }
      return headers;
    } catch (ZipException | EOFException e) {
      throw bad("is no bundle: " + e.getMessage());
    }
  }

  /** Only the manifest tells which of the other files describe components. */
  private void requireManifest(String file) throws BadArchive {
    if (!file.equals(Headers.MANIFEST)) {
      throw bad("does not have " + Headers.MANIFEST + " as its first file, but " + file);
    }
  }

  private byte[] bytes(ZipStream jar, String file, int most) throws IOException {
    byte[] content = jar.content().readNBytes(most + 1);
    if (content.length > most) {
      throw bad("has a file of more than " + most + " bytes: " + file);
    }
    return content;
  }

  private BadArchive bad(String why) {
    return new BadArchive(Check.BUNDLES, bundle.entry() + " " + why);
  }
}
