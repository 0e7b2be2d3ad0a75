// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.pin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/**
 * What the owner of the machine fixed, in {@code pins.json} of the folder of features. It binds
 * whatever updates the agent by itself, and commands that are not forced.
 */
public final class Pins {
  private static final int MOST_BYTES = 256 << 10;

  private final Files files;
  private final Path file;

  /**
   * @param folder {@code Lib.Dir/features}
   */
  public Pins(Files files, Path folder) {
    this.files = requireNonNull(files, "files");
    this.file = folder.resolve("pins.json");
  }

  /**
   * What is fixed.
   *
   * @param versions of features by their names
   * @param heldUntil until when nothing is updated; empty if updates are not held
   */
  public record Fixed(Map<String, String> versions, Optional<Instant> heldUntil) {
    public Fixed {
      versions = Map.copyOf(versions);
      requireNonNull(heldUntil, "heldUntil");
    }

    /** Why a version of a feature is not taken now; empty if it may be. */
    public Optional<String> against(String feature, String version, Instant now) {
      if (heldUntil.filter(now::isBefore).isPresent()) {
        return Optional.of("updates are held until " + heldUntil.get());
      }
      return Optional.ofNullable(versions.get(feature))
          .filter(pinned -> !pinned.equals(version))
          .map(pinned -> feature + " is pinned to " + pinned);
    }
  }

  /**
   * Reads it.
   *
   * @throws IOException if it can't be read: then nobody knows what is fixed
   */
  public Fixed read() throws IOException {
    try {
      JsonObject json = JsonParser.parseString(files.readText(file, MOST_BYTES)).getAsJsonObject();
      Map<String, String> versions = new TreeMap<>();
      for (Map.Entry<String, JsonElement> pin : json.getAsJsonObject("pins").entrySet()) {
        versions.put(pin.getKey(), pin.getValue().getAsString());
      }
      return new Fixed(
          versions,
          Optional.ofNullable(json.get("heldUntil"))
              .map(time -> Instant.parse(time.getAsString())));
    } catch (NoSuchFileException e) {
      return new Fixed(Map.of(), Optional.empty());
    } catch (RuntimeException e) {
      throw new IOException(file + " can't be understood: " + e.getMessage(), e);
    }
  }

  /** Fixes a feature to a version. */
  public void pin(String feature, String version) throws IOException {
    Map<String, String> versions = new TreeMap<>(read().versions());
    versions.put(feature, version);
    write(versions, read().heldUntil());
  }

  /**
   * Lets a feature be updated again.
   *
   * @return whether it was fixed
   */
  public boolean unpin(String feature) throws IOException {
    Map<String, String> versions = new TreeMap<>(read().versions());
    boolean was = versions.remove(feature) != null;
    write(versions, read().heldUntil());
    return was;
  }

  /** Nothing is updated until then; empty lets all go on. */
  public void hold(Optional<Instant> until) throws IOException {
    write(read().versions(), until);
  }

  private void write(Map<String, String> versions, Optional<Instant> heldUntil) throws IOException {
    JsonObject pins = new JsonObject();
    new TreeMap<>(versions).forEach(pins::addProperty);
    JsonObject json = new JsonObject();
    json.add("pins", pins);
    heldUntil.ifPresent(time -> json.addProperty("heldUntil", time.toString()));
    files.makeFolder(file.getParent(), Mode.OWNER_FOLDER);
    files.write(file, (json + "\n").getBytes(UTF_8), Mode.OWNER_ONLY);
  }
}
