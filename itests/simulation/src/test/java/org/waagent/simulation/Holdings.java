// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation;

import java.util.HashMap;
import java.util.Map;

/**
 * What a process holds after a collection.
 *
 * @param heap bytes used
 * @param metaspace bytes used
 * @param timers that wait for their time, pauses included
 * @param resident bytes of memory the kernel gave it
 */
record Holdings(
    long heap,
    long metaspace,
    int classes,
    int threads,
    int descriptors,
    int timers,
    long resident) {
  static Holdings parse(String line) {
    Map<String, Long> figures = new HashMap<>();
    for (String word : line.split(" ")) {
      int equals = word.indexOf('=');
      figures.put(word.substring(0, equals), Long.parseLong(word.substring(equals + 1)));
    }
    return new Holdings(
        figures.get("heap"),
        figures.get("metaspace"),
        figures.get("classes").intValue(),
        figures.get("threads").intValue(),
        figures.get("descriptors").intValue(),
        figures.get("timers").intValue(),
        figures.get("resident"));
  }
}
