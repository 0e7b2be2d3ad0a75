// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.os.NewFile;

/** Packs one folder of plain files into a {@code .zip} beside it and removes the folder. */
final class Archive {
  private final Files files;
  private final Path folder;

  Archive(Files files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  void pack() throws IOException {
    if (files.look(folder).map(FileFacts::kind).orElse(null) != FileFacts.Kind.FOLDER) {
      return;
    }
    Path target = folder.resolveSibling(folder.getFileName() + ".zip");
    try (NewFile file = files.create(target, Mode.OWNER_ONLY)) {
      ZipOutputStream zip = new ZipOutputStream(file);
      for (String name : files.list(folder)) {
        add(zip, name);
      }
      zip.finish();
      file.commit();
    }
    files.deleteTree(folder);
  }

  private void add(ZipOutputStream zip, String name) throws IOException {
    Path file = folder.resolve(name);
    if (files.look(file).map(FileFacts::kind).orElse(null) != FileFacts.Kind.FILE) {
      return;
    }
    zip.putNextEntry(new ZipEntry(name));
    try (InputStream content = files.open(file)) {
      content.transferTo(zip);
    }
    zip.closeEntry();
  }
}
