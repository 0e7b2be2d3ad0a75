// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Services as they are at the moment: those of core come and go while it is replaced. */
public final class Services {
  private final BundleContext context;

  /**
   * @param context of who asks
   */
  public Services(BundleContext context) {
    this.context = requireNonNull(context, "context");
  }

  /** Asks a service, if there is one; the newest if there are several. */
  <S, R> Optional<R> ask(Class<S> type, Function<S, R> question) {
    ServiceReference<S> newest = null;
    for (ServiceReference<S> reference : references(type, null)) {
      boolean newer = newest == null || id(reference) > id(newest);
      newest = newer ? reference : newest;
    }
    return newest == null ? Optional.empty() : ask(newest, question);
  }

  /** Asks one service; empty if it is gone or can't be made. */
  public <S, R> Optional<R> ask(ServiceReference<S> reference, Function<S, R> question) {
    S service = context.getService(reference);
    if (service == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(question.apply(service));
    } finally {
      context.ungetService(reference);
    }
  }

  /** Services of a type that bundles offer. */
  <S> List<ServiceReference<S>> of(Collection<Bundle> bundles, Class<S> type) {
    return references(type, null).stream()
        .filter(reference -> bundles.contains(reference.getBundle()))
        .toList();
  }

  /** Services of a type with a filter. */
  public <S> Collection<ServiceReference<S>> references(Class<S> type, String filter) {
    try {
      return context.getServiceReferences(type, filter);
    } catch (InvalidSyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static long id(ServiceReference<?> reference) {
    return (Long) reference.getProperty(org.osgi.framework.Constants.SERVICE_ID);
  }
}
