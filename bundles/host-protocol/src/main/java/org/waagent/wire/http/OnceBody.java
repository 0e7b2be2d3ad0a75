// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import java.io.EOFException;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** A body that is passed on as it is read. */
final class OnceBody extends RequestBody {
  private final Body.Once body;

  OnceBody(Body.Once body) {
    this.body = body;
  }

  @Override
  public MediaType contentType() {
    return null;
  }

  @Override
  public long contentLength() {
    return body.length();
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    byte[] chunk = new byte[8192];
    long left = body.length();
    while (left > 0) {
      int n = body.content().read(chunk, 0, (int) Math.min(chunk.length, left));
      if (n < 0) {
        throw new EOFException("the content is " + left + " bytes shorter than told");
      }
      sink.write(chunk, 0, n);
      left -= n;
    }
  }
}
