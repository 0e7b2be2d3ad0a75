// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.waagent.conf.ConfFile;

/** What a file sets, each property once. Immutable. */
final class Settings {
  private final List<Setting> all;

  private Settings(List<Setting> all) {
    this.all = List.copyOf(all);
  }

  static Settings of(ConfFile file, Declarations declarations) {
    Map<String, Setting> holding = new LinkedHashMap<>();
    for (ConfFile.Entry entry : file.entries()) {
      Optional<Property> property = KeyRule.of(entry.key());
      if (property.isEmpty() || yields(entry, file)) {
        continue;
      }
      Setting setting = Setting.of(entry, property.get(), declarations.find(property.get()));
      holding.put(property.get().slot(), setting);
    }
    return new Settings(new ArrayList<>(holding.values()));
  }

  /** An old spelling never wins over the new one, wherever it stands. */
  private static boolean yields(ConfFile.Entry entry, ConfFile file) {
    Optional<String> newer = KeyRule.newSpelling(entry.key());
    return newer.isPresent() && file.entry(newer.get()).isPresent();
  }

  List<Setting> all() {
    return all;
  }

  /** The settings by slot, for a lookup by property in any case. */
  Map<String, Setting> bySlot() {
    Map<String, Setting> slots = new HashMap<>();
    for (Setting setting : all) {
      slots.put(setting.property().slot(), setting);
    }
    return slots;
  }

  static Optional<Setting> find(Map<String, Setting> slots, Property property) {
    return Optional.ofNullable(slots.get(property.slot()));
  }

  /** Properties by PID; a section in which nothing is set is not there. */
  Map<String, Map<String, Object>> sections() {
    Map<String, Map<String, Object>> sections = new TreeMap<>();
    for (Setting setting : all) {
      if (setting.value().isPresent()) {
        Map<String, Object> section = sections.get(setting.property().pid());
        if (section == null) {
          section = new TreeMap<>();
          sections.put(setting.property().pid(), section);
        }
        section.put(setting.property().name(), setting.value().get());
      }
    }
    return sections;
  }
}
