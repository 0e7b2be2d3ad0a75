// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.waagent.host.ArtifactSource;
import org.waagent.host.Cms;
import org.waagent.os.Clock;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.plugin.FrameworkProperties;
import org.waagent.updater.Automatic;
import org.waagent.updater.State;
import org.waagent.updater.Updates;
import org.waagent.updater.archive.Platform;
import org.waagent.updater.archive.SignatureRoots;
import org.waagent.updater.archive.Verdict;
import org.waagent.updater.archive.Verification;
import org.waagent.updater.config.AutoUpdateConfig;
import org.waagent.updater.config.FeaturesConfig;
import org.waagent.updater.partner.PartnerControl;
import org.waagent.updater.pin.Pins;
import org.waagent.updater.store.FeatureSet;
import org.waagent.updater.store.Places;
import org.waagent.updater.store.Store;

/** What the verb, the check and the drop-in folder work with. */
final class Desk {
  private final Services services;
  private final Places places;
  private final String feature;
  private final SignatureRoots roots;
  private final Verifying verifying;

  /** Decides whether an archive may be installed. */
  @FunctionalInterface
  interface Verifying {
    Verdict verify(Path archive);
  }

  /** The agent's own services. */
  record Services(
      Updates updates,
      PartnerControl partners,
      Files files,
      Directories directories,
      Clock clock,
      Cms cms,
      Optional<ArtifactSource> artifacts,
      Optional<Automatic> automatic) {}

  Desk(
      Services services, Places places, String feature, SignatureRoots roots, Verifying verifying) {
    this.services = services;
    this.places = places;
    this.feature = feature;
    this.roots = roots;
    this.verifying = verifying;
  }

  static Desk of(
      BundleContext context,
      Services services,
      FeaturesConfig features,
      AutoUpdateConfig updating) {
    Path home = Path.of(property(context, FrameworkProperties.HOME, "/"));
    Places places = new Places(services.directories().lib().resolve("features"), home);
    SignatureRoots roots = new SignatureRoots(services.files(), updating.signatureRoots(), home);
    return new Desk(
        services,
        places,
        property(context, FrameworkProperties.FEATURE, ""),
        roots,
        archive ->
            new Verification(
                    services.files(), services.cms(), roots, features, Platform.of(context))
                .verify(archive, places.root()));
  }

  private static String property(BundleContext context, String name, String otherwise) {
    String value = context.getProperty(name);
    return value == null ? otherwise : value;
  }

  Updates updates() {
    return services.updates();
  }

  PartnerControl partners() {
    return services.partners();
  }

  Files files() {
    return services.files();
  }

  Clock clock() {
    return services.clock();
  }

  Places places() {
    return places;
  }

  Pins pins() {
    return new Pins(services.files(), places.root());
  }

  Verdict verify(Path archive) {
    return verifying.verify(archive);
  }

  Installing installing() {
    return new Installing(updates(), this::verify, pins(), clock());
  }

  Incoming incoming() {
    return new Incoming(files(), places.incoming(), services::artifacts);
  }

  /** What goes on without a command. */
  Optional<String> automatic() {
    return services.automatic().map(Automatic::explain);
  }

  Overview overview() throws IOException {
    return new Overview(
        updates().state(), pins().read(), partners().quarantinedNow(), partners().refusals().all());
  }

  Optional<State.Installed> feature(String name) {
    return updates().state().features().stream()
        .filter(feature -> feature.name().equals(name))
        .findFirst();
  }

  /**
   * The bundles of the running set, and of the one before it.
   *
   * @throws IOException also where the description of the one before can't be read
   */
  List<BundleSeals.Seal> seals() throws IOException {
    State state = updates().state();
    Store store = new Store(this::files, places, feature);
    FeatureSet running = store.set(state.running());
    BundleSeals seals = new BundleSeals(files(), places, services.cms(), roots);
    List<BundleSeals.Seal> all = new ArrayList<>(seals.of(running));
    // What the installation has now is all that is known of it.
    Optional<String> previous =
        state.previous().filter(id -> !id.equals(FrameworkProperties.INSTALLED));
    if (previous.isPresent()) {
      all.addAll(seals.ofPrevious(store.set(previous.get()), running));
    }
    return all;
  }
}
