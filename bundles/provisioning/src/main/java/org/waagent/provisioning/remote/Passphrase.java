// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.remote;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.waagent.goalstate.Secret;
import org.waagent.host.Cms;

/** A password as it comes: base64 of a message to the transport certificate, in it UTF-16 text. */
record Passphrase(Cms cms) {
  /**
   * The password in clear.
   *
   * @throws IOException if it can't be had; the message holds nothing of it
   */
  Secret open(Secret encrypted) throws IOException {
    byte[] message;
    try {
      message = Base64.getMimeDecoder().decode(encrypted.bytes());
    } catch (IllegalArgumentException e) {
      throw new IOException("the password is not base64");
    }
    byte[] text = cms.decryptForTransport(message).bytes();
    try {
      CharBuffer chars = charset(text).newDecoder().decode(ByteBuffer.wrap(text));
      String clear = chars.toString();
      return Secret.of(clear.startsWith("\ufeff") ? clear.substring(1) : clear);
    } catch (CharacterCodingException e) {
      throw new IOException("the password is not UTF-16");
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  /** Without a mark at its beginning it is little-endian, as machines of the platform are. */
  private static Charset charset(byte[] text) {
    boolean big = text.length > 1 && text[0] == (byte) 0xfe && text[1] == (byte) 0xff;
    return big ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
  }
}
