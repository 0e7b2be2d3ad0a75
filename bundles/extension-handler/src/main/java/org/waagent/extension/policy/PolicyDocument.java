// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.policy;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.waagent.extension.handler.Json;
import org.waagent.extension.handler.MalformedJson;

/**
 * Reads a policy file. Whatever is not understood is an error: a rule that was misspelt must not be
 * taken for a rule that is not there.
 */
final class PolicyDocument {
  private static final String VERSION = "policyVersion";
  private static final String POLICIES = "extensionPolicies";
  private static final String ALLOW_LISTED_ONLY = "allowListedExtensionsOnly";
  private static final String SIGNATURE_REQUIRED = "signatureRequired";
  private static final String EXTENSIONS = "extensions";
  private static final String RUNTIME_POLICY = "runtimePolicy";

  private final JsonReader reader;
  private boolean versionSeen;
  private boolean allowListedOnly;
  private boolean signatureRequired;
  private final Map<String, Optional<Boolean>> extensions = new HashMap<>();

  private PolicyDocument(String text) {
    reader = new JsonReader(new StringReader(Json.withoutByteOrderMark(text)));
    reader.setStrictness(Strictness.STRICT);
  }

  /**
   * @throws MalformedJson if it is no policy; the message names the place
   */
  static ExtensionPolicy parse(String text) throws MalformedJson {
    PolicyDocument document = new PolicyDocument(text);
    try {
      document.root();
    } catch (MalformedJson e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The reader tells odd texts in several ways.
      throw new MalformedJson(e);
    }
    return new ExtensionPolicy(
        document.allowListedOnly, document.signatureRequired, document.extensions);
  }

  /** Reads the value of one attribute; false if there is no such attribute. */
  @FunctionalInterface
  private interface Attribute {
    boolean read(String name) throws IOException;
  }

  private void root() throws IOException {
    object(
        name ->
            switch (name) {
              case VERSION -> version();
              case POLICIES -> object(this::policies);
              default -> false;
            });
    if (!versionSeen) {
      throw new MalformedJson("attribute '" + VERSION + "' is missing at $");
    }
    if (reader.peek() != JsonToken.END_DOCUMENT) {
      throw wrong("text after the end of the policy");
    }
  }

  private boolean policies(String name) throws IOException {
    switch (name) {
      case ALLOW_LISTED_ONLY -> allowListedOnly = flag();
      case SIGNATURE_REQUIRED -> signatureRequired = flag();
      case EXTENSIONS -> object(this::extension);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean extension(String name) throws IOException {
    String key = ExtensionPolicy.key(name);
    if (extensions.putIfAbsent(key, Optional.empty()) != null) {
      throw wrong("extension '" + name + "' comes twice, whatever its case");
    }
    return object(
        attribute -> {
          switch (attribute) {
            case SIGNATURE_REQUIRED -> extensions.put(key, Optional.of(flag()));
            case RUNTIME_POLICY -> reader.skipValue();
            default -> {
              return false;
            }
          }
          return true;
        });
  }

  private boolean object(Attribute attributes) throws IOException {
    require(JsonToken.BEGIN_OBJECT, "an object");
    Set<String> seen = new HashSet<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (!seen.add(name)) {
        throw wrong("attribute '" + name + "' comes twice");
      }
      if (!attributes.read(name)) {
        throw wrong("attribute '" + name + "' is not known");
      }
    }
    reader.endObject();
    return true;
  }

  private boolean flag() throws IOException {
    require(JsonToken.BOOLEAN, "true or false");
    return reader.nextBoolean();
  }

  private boolean version() throws IOException {
    require(JsonToken.STRING, "a text");
    String version = reader.nextString();
    if (!PolicyVersion.isValid(version)) {
      throw wrong("'" + version + "' is no version of the form 0.1.0");
    }
    if (!PolicyVersion.isSupported(version)) {
      throw wrong("version '" + version + "' is newer than " + PolicyVersion.LATEST);
    }
    versionSeen = true;
    return true;
  }

  private void require(JsonToken wanted, String what) throws IOException {
    JsonToken found = reader.peek();
    if (found != wanted) {
      throw wrong("it must be " + what + " and not " + found);
    }
  }

  private MalformedJson wrong(String what) {
    return new MalformedJson(what + " at " + reader.getPath());
  }
}
