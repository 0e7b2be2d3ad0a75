// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.log.Logger;
import org.waagent.updater.store.Places;
import org.waagent.updater.store.SetBundle;

/** The bundles of a set in the running framework, told apart by where their content is. */
final class Bundles {
  private final BundleContext framework;
  private final Places places;
  private final Patience patience;
  private final Forgetting forgetting;
  private final Calls calls = new Calls();

  /**
   * @param framework context of the system bundle, so that what is installed is nobody's
   */
  Bundles(BundleContext framework, Places places, Patience patience, Logger logger) {
    this.framework = requireNonNull(framework, "framework");
    this.places = requireNonNull(places, "places");
    this.patience = requireNonNull(patience, "patience");
    this.forgetting = new Forgetting(framework, logger);
  }

  /** See {@link Preference}. */
  Preference preference(Collection<Bundle> coming, Collection<Bundle> going) {
    return Preference.open(framework, coming, going);
  }

  FrameworkWiring wiring() {
    return framework.getBundle().adapt(FrameworkWiring.class);
  }

  private String location(SetBundle bundle) {
    return "reference:file:" + places.file(bundle);
  }

  /** The bundle, if it is installed. */
  Optional<Bundle> find(SetBundle bundle) {
    return Optional.ofNullable(framework.getBundle(location(bundle)));
  }

  /** Whether it runs. */
  boolean isActive(SetBundle bundle) {
    return find(bundle).filter(one -> one.getState() == Bundle.ACTIVE).isPresent();
  }

  /** Installs bundles beside those that are there, and sees whether they fit, without starting. */
  void resolve(List<SetBundle> added) throws SwapException {
    List<Bundle> bundles = new ArrayList<>();
    for (SetBundle bundle : added) {
      bundles.add(install(bundle));
    }
    FrameworkWiring wiring = wiring();
    if (!bundles.isEmpty() && !wiring.resolveBundles(bundles)) {
      throw new SwapException(SwapException.Cure.GO_BACK, missing(wiring, bundles));
    }
  }

  private Bundle install(SetBundle bundle) throws SwapException {
    try {
      return framework.installBundle(location(bundle));
    } catch (BundleException | RuntimeException e) {
      throw new SwapException(
          SwapException.Cure.GO_BACK,
          bundle.symbolicName() + " cannot be installed: " + Reasons.of(e));
    }
  }

  private static String missing(FrameworkWiring wiring, List<Bundle> bundles) {
    List<String> missing = new ArrayList<>();
    for (Bundle bundle : bundles) {
      if ((bundle.getState() & (Bundle.INSTALLED | Bundle.UNINSTALLED)) != 0) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        for (BundleRequirement requirement : revision.getDeclaredRequirements(null)) {
          if (isNeeded(requirement) && wiring.findProviders(requirement).isEmpty()) {
            missing.add(text(bundle, requirement));
          }
        }
      }
    }
    return missing.isEmpty() ? "the bundles cannot be wired together" : String.join("; ", missing);
  }

  private static boolean isNeeded(BundleRequirement requirement) {
    String resolution =
        requirement.getDirectives().getOrDefault(Constants.RESOLUTION_DIRECTIVE, "mandatory");
    String effective =
        requirement.getDirectives().getOrDefault(Constants.EFFECTIVE_DIRECTIVE, "resolve");
    return resolution.equals("mandatory") && effective.equals("resolve");
  }

  private static String text(Bundle bundle, BundleRequirement requirement) {
    String filter = requirement.getDirectives().get(Constants.FILTER_DIRECTIVE);
    String what =
        requirement.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE)
            ? "the package"
            : requirement.getNamespace();
    return bundle.getSymbolicName() + " needs " + what + " " + filter + ", nobody has it";
  }

  /** Starts a bundle, if it does not run. */
  Bundle start(SetBundle bundle) throws SwapException, InterruptedException {
    Bundle found = find(bundle).orElse(null);
    Bundle there = found == null ? install(bundle) : found;
    if (there.getState() != Bundle.ACTIVE && !isFragment(there)) {
      calls.run(
          "start of " + bundle.symbolicName(),
          patience.start(),
          () -> there.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY));
    }
    return there;
  }

  private static boolean isFragment(Bundle bundle) {
    return bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
  }

  /** Stops a bundle, if it runs. */
  void stop(SetBundle bundle) throws SwapException, InterruptedException {
    stop(bundle, patience.stop());
  }

  /** The same for one that is not well: it gets less time. */
  void stopSick(SetBundle bundle) throws SwapException, InterruptedException {
    stop(bundle, patience.stopSick());
  }

  private void stop(SetBundle bundle, Duration most) throws SwapException, InterruptedException {
    Optional<Bundle> there = find(bundle);
    int runs = Bundle.ACTIVE | Bundle.STARTING | Bundle.STOPPING;
    if (there.isPresent() && (there.get().getState() & runs) != 0) {
      calls.run(
          "stop of " + bundle.symbolicName(), most, () -> there.get().stop(Bundle.STOP_TRANSIENT));
    }
  }

  /** Takes bundles out of the framework, so that nothing of their classes and files stays. */
  void remove(Collection<SetBundle> gone) throws SwapException, InterruptedException {
    List<Bundle> removed = new ArrayList<>();
    for (SetBundle bundle : gone) {
      Optional<Bundle> there = find(bundle);
      if (there.isPresent()) {
        calls.run("removal of " + bundle.symbolicName(), patience.stop(), there.get()::uninstall);
        removed.add(there.get());
      }
    }
    if (!removed.isEmpty()) {
      refresh(removed);
      forgetting.of(removed);
    }
  }

  private void refresh(List<Bundle> removed) throws InterruptedException, SwapException {
    CountDownLatch done = new CountDownLatch(1);
    wiring().refreshBundles(removed, event -> done.countDown());
    if (!done.await(patience.refresh().toMillis(), TimeUnit.MILLISECONDS)) {
      throw new SwapException(
          SwapException.Cure.RESTART, "the framework does not let go of removed bundles");
    }
  }
}
