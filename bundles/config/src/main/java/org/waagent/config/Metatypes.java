// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.service.log.Logger;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/** Reads what bundles declare, each bundle once. Not safe for use by several threads. */
final class Metatypes {
  private final MetaTypeService service;
  private final Logger logger;
  // By bundle id: of two installed versions of a bundle the younger one counts.
  private final TreeMap<Long, Seen> seen = new TreeMap<>();

  private record Seen(long modified, List<Declaration> declarations) {}

  Metatypes(MetaTypeService service, Logger logger) {
    this.service = service;
    this.logger = logger;
  }

  /** Reads a bundle unless it is known; tells whether declarations may have changed. */
  boolean read(Bundle bundle) {
    long id = bundle.getBundleId();
    Seen before = seen.get(id);
    if (before != null && before.modified == bundle.getLastModified()) {
      return false;
    }
    boolean any = bundle.getEntryPaths(MetaTypeService.METATYPE_DOCUMENTS_LOCATION) != null;
    // Asking may resolve the bundle, and that event leads here again.
    seen.put(id, new Seen(bundle.getLastModified(), List.of()));
    List<Declaration> now = any ? declared(bundle) : List.of();
    seen.put(id, new Seen(bundle.getLastModified(), now));
    return !now.isEmpty() || (before != null && !before.declarations.isEmpty());
  }

  /** Forgets a bundle; tells whether it had declared something. */
  boolean forget(Bundle bundle) {
    Seen before = seen.remove(bundle.getBundleId());
    return before != null && !before.declarations.isEmpty();
  }

  Declarations all() {
    List<Declaration> all = new ArrayList<>();
    for (Seen bundle : seen.values()) {
      all.addAll(bundle.declarations);
    }
    return new Declarations(all);
  }

  private List<Declaration> declared(Bundle bundle) {
    List<Declaration> found = new ArrayList<>();
    try {
      MetaTypeInformation information = service.getMetaTypeInformation(bundle);
      String[] pids = information == null ? null : information.getPids();
      for (String pid : pids == null ? new String[0] : pids) {
        if (pid.startsWith(Property.ROOT)) {
          add(information.getObjectClassDefinition(pid, null), pid, bundle, found);
        }
      }
    } catch (RuntimeException e) {
      // A bundle with a broken metatype must not cost the others their configuration.
      logger.error("The metatype of {} cannot be read, its keys are not typed", bundle, e);
    }
    return found;
  }

  private static void add(
      ObjectClassDefinition section, String pid, Bundle bundle, List<Declaration> found) {
    AttributeDefinition[] keys =
        section == null ? null : section.getAttributeDefinitions(ObjectClassDefinition.ALL);
    if (keys != null) {
      for (AttributeDefinition key : keys) {
        found.add(new Declaration(pid, key, bundle.getSymbolicName()));
      }
    }
  }
}
