// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.ovf;

import java.io.ByteArrayOutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.waagent.goalstate.OvfEnvironment;
import org.waagent.goalstate.Secret;

/** Writes what another source says as the document others look for in the agent's folder. */
public final class OvfWriter {
  private static final String OVF = "http://schemas.dmtf.org/ovf/environment/1";
  private static final String AZURE = "http://schemas.microsoft.com/windowsazure";

  private final XMLStreamWriter out;

  private OvfWriter(XMLStreamWriter out) {
    this.out = out;
  }

  /** The document, without a password. */
  public static byte[] write(OvfEnvironment environment) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      XMLStreamWriter out =
          XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
      new OvfWriter(out).document(environment);
      out.close();
      return bytes.toByteArray();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  private void document(OvfEnvironment it) throws XMLStreamException {
    out.writeStartDocument("UTF-8", "1.0");
    out.writeStartElement("ns0", "Environment", OVF);
    out.writeNamespace("ns0", OVF);
    out.writeDefaultNamespace(AZURE);
    begin("ProvisioningSection");
    text("Version", "1.0");
    begin("LinuxProvisioningConfigurationSet");
    text("ConfigurationSetType", "LinuxProvisioningConfiguration");
    text("HostName", it.hostName());
    text("UserName", it.userName());
    text("DisableSshPasswordAuthentication", "" + it.disableSshPasswordAuthentication());
    keys(it);
    if (it.customData().isPresent()) {
      text("CustomData", it.customData().map(Secret::reveal).get());
    }
    out.writeEndElement();
    out.writeEndElement();
    begin("PlatformSettingsSection");
    text("Version", "1.0");
    begin("PlatformSettings");
    text("ProvisionGuestAgent", "" + it.provisionGuestAgent());
    out.writeEndDocument();
  }

  private void keys(OvfEnvironment it) throws XMLStreamException {
    begin("SSH");
    begin("PublicKeys");
    for (OvfEnvironment.PublicKey key : it.publicKeys()) {
      begin("PublicKey");
      if (key.thumbprint().isPresent()) {
        text("Fingerprint", key.thumbprint().get().hex());
      }
      text("Path", key.path());
      if (key.value().isPresent()) {
        text("Value", key.value().get());
      }
      out.writeEndElement();
    }
    out.writeEndElement();
    out.writeEndElement();
  }

  private void begin(String name) throws XMLStreamException {
    out.writeStartElement(AZURE, name);
  }

  private void text(String name, String text) throws XMLStreamException {
    begin(name);
    out.writeCharacters(text);
    out.writeEndElement();
  }
}
