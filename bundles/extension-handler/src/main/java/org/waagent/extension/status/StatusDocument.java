// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.status;

import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.waagent.extension.handler.Json;
import org.waagent.extension.handler.MalformedJson;
import org.waagent.plugin.ExtensionStatus;

/**
 * Reads the document an extension writes to tell its status. Real ones deviate a lot. Nothing is
 * kept of what is not reported, so a file may be much larger than the agent's memory bears.
 */
final class StatusDocument {
  static final Set<String> STATES = Set.of("transitioning", "warning", "error", "success");
  private static final String ERROR = "error";
  private static final String NO_CODE = "0";

  private final JsonReader in;
  private final ExtensionStatus blank;

  private StatusDocument(JsonReader in, ExtensionStatus blank) {
    this.in = in;
    this.blank = blank;
  }

  /** The document lacks something it must have. */
  static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    Invalid(String message) {
      super(message);
    }
  }

  /**
   * The first status of the document.
   *
   * @param blank what is known without the document; stays where the document says nothing
   * @throws MalformedJson if it is not JSON, or more than one document
   * @throws IOException if it can't be read
   */
  static ExtensionStatus read(StatusText text, ExtensionStatus blank) throws IOException, Invalid {
    JsonReader reader = new JsonReader(text);
    reader.setStrictness(Strictness.STRICT);
    try {
      ExtensionStatus status = new StatusDocument(reader, blank).first();
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new MalformedJson("text after the end of the document at " + reader.getPath());
      }
      return status;
    } catch (EOFException e) {
      throw text.isBlank() ? new MalformedJson("it is empty") : new MalformedJson(e);
    } catch (MalformedJsonException | IllegalStateException | NumberFormatException e) {
      throw new MalformedJson(e);
    }
  }

  private ExtensionStatus first() throws IOException, Invalid {
    if (isNull()) {
      return blank;
    }
    requireArray("Malformed status file: not an array");
    in.beginArray();
    ExtensionStatus status = in.hasNext() ? entry() : blank;
    while (in.hasNext()) {
      in.skipValue();
    }
    in.endArray();
    return status;
  }

  private ExtensionStatus entry() throws IOException, Invalid {
    Optional<ExtensionStatus> status = Optional.empty();
    requireObject("the first element");
    in.beginObject();
    while (in.hasNext()) {
      if (in.nextName().equals("status")) {
        status = Optional.of(status());
      } else {
        in.skipValue();
      }
    }
    in.endObject();
    return status.orElseThrow(() -> new Invalid("Missing key: status"));
  }

  /** What a status and each of its parts have in common. */
  private final class Said {
    private Optional<String> name = Optional.empty();
    private Optional<String> state = Optional.empty();
    private String code = NO_CODE;
    private Optional<String> message = Optional.empty();

    void read(String key) throws IOException, Invalid {
      switch (key) {
        case "name" -> name = word();
        // What is no word is none of the four.
        case "status" -> state = word().or(() -> Optional.of("null"));
        case "code" -> code = code();
        case "formattedMessage" -> message = message();
        default -> in.skipValue();
      }
    }

    String state() throws Invalid {
      return state.orElseThrow(() -> new Invalid("Missing key: status"));
    }
  }

  private ExtensionStatus status() throws IOException, Invalid {
    Said said = new Said();
    Optional<String> operation = Optional.empty();
    Optional<String> time = Optional.empty();
    Parts parts = new Parts();
    requireObject("status");
    in.beginObject();
    while (in.hasNext()) {
      String key = in.nextName();
      switch (key) {
        case "operation" -> operation = word();
        case "configurationAppliedTime" -> time = word();
        case "substatus" -> parts = parts();
        default -> said.read(key);
      }
    }
    in.endObject();
    return new ExtensionStatus(
        said.name.orElse(blank.name()),
        blank.multiConfigName(),
        blank.sequenceNumber(),
        Optional.of(STATES.contains(said.state()) ? said.state() : ERROR),
        said.code,
        operation,
        time,
        said.message,
        parts.kept());
  }

  private Parts parts() throws IOException, Invalid {
    Parts parts = new Parts();
    if (isNull()) {
      return parts;
    }
    requireArray("substatus is not an array");
    in.beginArray();
    while (in.hasNext()) {
      if (!isNull()) {
        parts.add(part());
      }
    }
    in.endArray();
    return parts;
  }

  private ExtensionStatus.Substatus part() throws IOException, Invalid {
    Said said = new Said();
    requireObject("substatus");
    in.beginObject();
    while (in.hasNext()) {
      said.read(in.nextName());
    }
    in.endObject();
    if (!STATES.contains(said.state())) {
      throw new Invalid("Status of a substatus is not one of the four: " + said.state());
    }
    return new ExtensionStatus.Substatus(said.name, said.state(), said.code, said.message);
  }

  private Optional<String> message() throws IOException, Invalid {
    if (isNull()) {
      return Optional.empty();
    }
    boolean hasLanguage = false;
    boolean hasMessage = false;
    Optional<String> message = Optional.empty();
    requireObject("formattedMessage");
    in.beginObject();
    while (in.hasNext()) {
      String key = in.nextName();
      if (key.equals("message")) {
        hasMessage = true;
        message = word();
      } else {
        hasLanguage |= key.equals("lang");
        in.skipValue();
      }
    }
    in.endObject();
    if (!hasLanguage || !hasMessage) {
      throw new Invalid("Missing key in formattedMessage: lang or message");
    }
    return message;
  }

  /** A scalar as text; empty for what is none. */
  private Optional<String> word() throws IOException {
    return switch (in.peek()) {
      case STRING, NUMBER -> Optional.of(in.nextString());
      case BOOLEAN -> Optional.of(Boolean.toString(in.nextBoolean()));
      default -> {
        in.skipValue();
        yield Optional.empty();
      }
    };
  }

  private String code() throws IOException {
    boolean isText = in.peek() == JsonToken.STRING;
    Optional<String> word = word();
    return isText ? Json.text(new JsonPrimitive(word.orElseThrow())) : word.orElse(NO_CODE);
  }

  private boolean isNull() throws IOException {
    if (in.peek() != JsonToken.NULL) {
      return false;
    }
    in.nextNull();
    return true;
  }

  private void requireArray(String why) throws IOException, Invalid {
    if (in.peek() != JsonToken.BEGIN_ARRAY) {
      in.skipValue();
      throw new Invalid(why);
    }
  }

  private void requireObject(String what) throws IOException, Invalid {
    if (in.peek() != JsonToken.BEGIN_OBJECT) {
      throw new Invalid(what + " is not an object");
    }
  }
}
