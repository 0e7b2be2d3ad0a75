// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.facts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.waagent.goalstate.FlexibleVersion;
import org.waagent.host.InstanceMetadata.Compute;

/** Where the machine's image comes from, in the platform's numbers. */
enum ImageOrigin {
  /** Nobody told. */
  UNKNOWN(0),
  /** An image of the customer: it has no publisher. */
  CUSTOM(1),
  /** In the table {@code endorsed-images} beside this class. */
  ENDORSED(2),
  /** Any other image of the platform. */
  PLATFORM(3);

  private final int number;

  ImageOrigin(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static ImageOrigin of(Compute compute) {
    if (compute.publisher().orElse("").isEmpty()) {
      return CUSTOM;
    }
    Image image =
        new Image(
            upper(compute.publisher()),
            upper(compute.offer()),
            upper(compute.sku()),
            upper(compute.version()));
    return table().lines().anyMatch(image::isIn) ? ENDORSED : PLATFORM;
  }

  private static String upper(Optional<String> text) {
    return text.orElse("").toUpperCase(Locale.ROOT);
  }

  private static String table() {
    try (InputStream table = ImageOrigin.class.getResourceAsStream("endorsed-images")) {
      if (table == null) {
        throw new IllegalStateException("the table endorsed-images is not in this bundle");
      }
      return new String(table.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Image(String publisher, String offer, String sku, String version) {
    boolean isIn(String row) {
      List<String> columns = Arrays.asList(row.split(" "));
      if (row.startsWith("#") || columns.size() < 5) {
        return false;
      }
      Optional<String> compared =
          switch (columns.get(2)) {
            case "sku" -> Optional.of(sku);
            case "stable:version" -> sku.equals("STABLE") ? Optional.of(version) : Optional.empty();
            default -> throw new IllegalStateException("no such part of an image: " + row);
          };
      return columns.get(0).equals(publisher)
          && columns.get(1).equals(offer)
          && compared.filter(part -> agrees(part, columns)).isPresent();
    }

    private static boolean agrees(String part, List<String> columns) {
      List<String> wanted = columns.subList(4, columns.size());
      return columns.get(3).equals("list") ? wanted.contains(part) : isAtLeast(part, wanted.get(0));
    }

    private static boolean isAtLeast(String version, String least) {
      // A sku such as "7-lvm-gen2" is a name and no version.
      return FlexibleVersion.isValid(version)
          && FlexibleVersion.of(version).compareTo(FlexibleVersion.of(least)) >= 0;
    }
  }
}
