// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/** What bundles declare, by symbolic name and version of their content. */
final class FakeMetatypes implements MetaTypeService {
  private final Map<String, Map<String, List<AttributeDefinition>>> declared = new HashMap<>();
  final List<String> asked = new ArrayList<>();
  Consumer<Bundle> resolving = bundle -> {};

  void declare(Bundle bundle, String pid, AttributeDefinition... keys) {
    declared
        .computeIfAbsent(bundle.getSymbolicName() + bundle.getBundleId(), name -> new HashMap<>())
        .put(pid, List.of(keys));
  }

  static Declaration declaration(String pid, AttributeDefinition key) {
    return new Declaration(pid, key, "org.waagent.some");
  }

  static AttributeDefinition bool(String id, boolean fallback) {
    return new Key(id, AttributeDefinition.BOOLEAN, Boolean.toString(fallback));
  }

  /** A number that must be more than 0. */
  static AttributeDefinition number(String id, int fallback) {
    return new Key(id, AttributeDefinition.INTEGER, Integer.toString(fallback));
  }

  static AttributeDefinition text(String id, String fallback) {
    return new Key(id, AttributeDefinition.STRING, fallback);
  }

  static AttributeDefinition password(String id) {
    return new Key(id, AttributeDefinition.PASSWORD, "");
  }

  @Override
  public MetaTypeInformation getMetaTypeInformation(Bundle bundle) {
    asked.add(bundle.getSymbolicName());
    resolving.accept(bundle);
    Map<String, List<AttributeDefinition>> sections =
        declared.get(bundle.getSymbolicName() + bundle.getBundleId());
    if (sections == null) {
      throw new IllegalStateException("broken metatype");
    }
    return new Information(bundle, sections);
  }

  private record Information(Bundle bundle, Map<String, List<AttributeDefinition>> sections)
      implements MetaTypeInformation {
    @Override
    public String[] getPids() {
      return sections.keySet().toArray(String[]::new);
    }

    @Override
    public String[] getFactoryPids() {
      return new String[0];
    }

    @Override
    public Bundle getBundle() {
      return bundle;
    }

    @Override
    public String[] getLocales() {
      return new String[0];
    }

    @Override
    public ObjectClassDefinition getObjectClassDefinition(String pid, String locale) {
      return new Section(pid, sections.get(pid));
    }
  }

  private record Section(String pid, List<AttributeDefinition> keys)
      implements ObjectClassDefinition {
    @Override
    public String getName() {
      return pid;
    }

    @Override
    public String getID() {
      return pid;
    }

    @Override
    public String getDescription() {
      return "";
    }

    @Override
    public AttributeDefinition[] getAttributeDefinitions(int filter) {
      return keys.toArray(AttributeDefinition[]::new);
    }

    @Override
    public InputStream getIcon(int size) {
      return InputStream.nullInputStream();
    }
  }

  private record Key(String id, int type, String fallback) implements AttributeDefinition {
    @Override
    public String getName() {
      return id;
    }

    @Override
    public String getID() {
      return id;
    }

    @Override
    public String getDescription() {
      return "What " + id + " is for.";
    }

    @Override
    public int getCardinality() {
      return 0;
    }

    @Override
    public int getType() {
      return type;
    }

    @Override
    public String[] getOptionValues() {
      return new String[0];
    }

    @Override
    public String[] getOptionLabels() {
      return new String[0];
    }

    @Override
    public String validate(String value) {
      boolean low = type == INTEGER && Integer.parseInt(value) < 1;
      return low ? "less than 1" : "";
    }

    @Override
    public String[] getDefaultValue() {
      return new String[] {fallback};
    }
  }
}
