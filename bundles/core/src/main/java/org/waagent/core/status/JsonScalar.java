// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;

/** Tells whether a text is one JSON number, text, truth value or null, and nothing else. */
final class JsonScalar {
  private JsonScalar() {}

  static boolean isOne(String text) {
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      JsonToken token = reader.peek();
      if (token == JsonToken.BEGIN_ARRAY || token == JsonToken.BEGIN_OBJECT) {
        return false;
      }
      reader.skipValue();
      return reader.peek() == JsonToken.END_DOCUMENT;
    } catch (IOException e) {
      return false;
    }
  }
}
