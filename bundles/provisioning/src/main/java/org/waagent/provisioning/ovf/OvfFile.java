// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.ovf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import javax.xml.stream.XMLEventFactory;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLEventWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.events.XMLEvent;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/** The copy of the OVF environment in the agent's folder, with stars for the password. */
public final class OvfFile {
  private static final String SECRET = "UserPassword";

  private final Files files;
  private final Path path;

  /**
   * @param lib the agent's folder
   */
  public OvfFile(Files files, Path lib) {
    this.files = files;
    this.path = lib.resolve("ovf-env.xml");
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /**
   * What it says, without the password.
   *
   * @return empty if there is none
   * @throws OvfException if it is no OVF environment
   */
  public Optional<OvfDocument> read() throws IOException, OvfException {
    try {
      return Optional.of(OvfDocument.read(files.read(path, OvfDocument.MOST)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Keeps a document.
   *
   * @param raw as it stands on the medium; it must be well-formed
   */
  public void keep(byte[] raw) throws IOException, OvfException {
    files.makeFolder(path.getParent(), Mode.OWNER_FOLDER);
    files.write(path, masked(raw), Mode.OWNER_ONLY);
  }

  /** The document with a star for whatever stands in the element of the password. */
  static byte[] masked(byte[] raw) throws OvfException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      XMLEventReader reader = Tree.factory().createXMLEventReader(Tree.text(OvfDocument.bare(raw)));
      XMLEventWriter writer =
          XMLOutputFactory.newDefaultFactory().createXMLEventWriter(out, "UTF-8");
      copy(reader, writer);
      writer.close();
      return out.toByteArray();
    } catch (XMLStreamException e) {
      throw new OvfException(0, "can't be copied without its secrets");
    }
  }

  private static void copy(XMLEventReader reader, XMLEventWriter writer) throws XMLStreamException {
    int inSecret = 0;
    while (reader.hasNext()) {
      XMLEvent event = reader.nextEvent();
      if (inSecret > 0) {
        inSecret += event.isStartElement() ? 1 : event.isEndElement() ? -1 : 0;
        if (inSecret > 0) {
          continue;
        }
      } else if (event.isStartElement()
          && event.asStartElement().getName().getLocalPart().equals(SECRET)) {
        inSecret = 1;
        writer.add(event);
        writer.add(XMLEventFactory.newDefaultFactory().createCharacters("*"));
        continue;
      }
      writer.add(event);
    }
  }
}
