// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipException;
import org.waagent.os.Files;

/**
 * What an archive was found to hold, before anything of it is believed.
 *
 * @param documents of the archive
 * @param digests for each entry that is to be declared, its SHA-256
 * @param unpacked bytes of its jars
 */
record Contents(Documents documents, Map<String, String> digests, long unpacked) {

  /**
   * Reads an archive from its first byte to its last.
   *
   * @throws BadArchive if it is not an archive as it must be
   */
  static Contents read(Files files, Path archive) throws IOException {
    try (InputStream in = files.open(archive);
        ZipStream zip = new ZipStream(in, Archives.LIMITS)) {
      return new Reading(zip).run();
    } catch (ZipException | EOFException e) {
      throw new BadArchive(Check.ARCHIVE, e.getMessage(), e);
    }
  }

  /** One reading. */
  private static final class Reading {
    private final ZipStream zip;
    private final Map<String, byte[]> documents = new HashMap<>();
    private final Map<String, String> digests = new TreeMap<>();
    private long unpacked;

    Reading(ZipStream zip) {
      this.zip = zip;
    }

    Contents run() throws IOException {
      for (String entry = zip.next(); entry != null; entry = zip.next()) {
        if (Archives.isDocument(entry)) {
          documents.put(entry, document(entry));
        } else if (Archives.isBundle(entry) || Archives.isClassPath(entry)) {
          digests.put(entry, jar());
        } else {
          throw new BadArchive(Check.ARCHIVE, misplaced(entry));
        }
      }
      byte[] signature = documents.get(Archives.SIGNATURE);
      Documents found =
          new Documents(
              require(Archives.FEATURE),
              require(Archives.SBOM),
              require(Archives.DIGESTS),
              Optional.ofNullable(signature));
      return new Contents(found, digests, unpacked);
    }

    private static String misplaced(String entry) {
      String what = "entry has no place in a feature archive: " + entry;
      return entry.startsWith("jre/") ? what + "; Java comes with a package of the machine" : what;
    }

    private byte[] require(String entry) throws BadArchive {
      byte[] document = documents.get(entry);
      if (document == null) {
        throw new BadArchive(Check.ARCHIVE, "entry is missing: " + entry);
      }
      return document;
    }

    private byte[] document(String entry) throws IOException {
      int most = Archives.largest(entry);
      byte[] document = zip.content().readNBytes(most + 1);
      if (document.length > most) {
        throw new BadArchive(Check.ARCHIVE, entry + " has more than " + most + " bytes");
      }
      if (!entry.equals(Archives.DIGESTS) && !entry.equals(Archives.SIGNATURE)) {
        digests.put(entry, Digests.hex(Digests.sha256().digest(document)));
      }
      return document;
    }

    private String jar() throws IOException {
      MessageDigest digest = Digests.sha256();
      InputStream content = zip.content();
      byte[] buffer = new byte[1 << 14];
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        digest.update(buffer, 0, n);
        unpacked += n;
      }
      return Digests.hex(digest.digest());
    }
  }
}
