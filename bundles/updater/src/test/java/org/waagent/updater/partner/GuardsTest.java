// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.log.LogService;
import org.osgi.service.log.LoggerFactory;
import org.waagent.host.Proxy;
import org.waagent.host.StatusSink;
import org.waagent.machine.TestMachine;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.os.Shell;
import org.waagent.os.Users;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Removals;
import org.waagent.plugin.Verb;
import org.waagent.updater.archive.Uses;

/** What bundles of partners see of the agent, and what it sees of them, in a real framework. */
final class GuardsTest {
  @TempDir Path folder;

  private final Set<String> quarantined = new CopyOnWriteArraySet<>();
  private TestMachine machine;
  private Framework framework;
  private Refusals refusals;
  private Guards guards;
  private ServiceRegistration<Files> files;

  @BeforeEach
  void start() throws Exception {
    machine = TestMachine.at(folder.resolve("root"));
    framework = new Framework(folder.resolve("storage"));
    refusals = new Refusals(machine.clock(), machine.log().logger());
    files = framework.context().registerService(Files.class, machine.files(), null);
    framework.context().registerService(Shell.class, machine.shell(), null);
    framework.context().registerService(Users.class, users(), null);
    guards =
        new Guards(
            framework.agent("updater"),
            framework::grant,
            grant -> quarantined.contains(grant.feature()),
            refusals);
    SynchronousBundleListener refresh = event -> guards.refresh();
    framework.context().addBundleListener(refresh);
  }

  @AfterEach
  void stop() throws Exception {
    guards.close();
    framework.stop();
  }

  private static Users users() {
    return (Users) stub(Users.class);
  }

  private static Grant acme() {
    return new Grant(
        "acme",
        "1.0.0",
        new Uses(
            List.of(Files.class.getName(), Shell.class.getName(), StatusSink.class.getName()),
            List.of("/etc/acme/**"),
            List.of("/var/lib/acme/**"),
            List.of("true"),
            List.of("acme.example"),
            List.of(),
            Uses.Direct.NO));
  }

  private static <T> T service(BundleContext context, Class<T> type) {
    ServiceReference<T> service = context.getServiceReference(type);
    return service == null ? null : context.getService(service);
  }

  @Test
  void aPartnerGetsADeclaredPortGuarded() throws Exception {
    BundleContext acme = framework.partner("acme.motd", acme());

    Files guarded = service(acme, Files.class);

    assertThat(guarded).isNotNull().isNotSameAs(machine.files());
    guarded.makeFolder(Path.of("/var/lib/acme"), Mode.OWNER_FOLDER);
    assertThat(machine.files().exists(Path.of("/var/lib/acme"))).isTrue();
    assertThatThrownBy(() -> guarded.read(Path.of("/etc/shadow"), 100))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("feature acme may not read /etc/shadow");
    assertThat(acme.getAllServiceReferences(Files.class.getName(), null)).hasSize(1);
  }

  @Test
  void aPortThatIsNotDeclaredIsHiddenAndNamed() throws Exception {
    BundleContext acme = framework.partner("acme.motd", acme());

    assertThat(service(acme, Users.class)).isNull();
    assertThat(acme.getServiceReferences((String) null, "(objectClass=org.waagent.os.Users)"))
        .isNull();

    assertThat(refusals.of("acme"))
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.what()).isEqualTo("use the port org.waagent.os.Users");
              assertThat(refusal.times()).isEqualTo(2);
            });
  }

  @Test
  void aLookAtAllServicesShowsNoneThatIsHiddenAndCountsNothing() throws Exception {
    BundleContext acme = framework.partner("acme.motd", acme());

    assertThat(acme.getAllServiceReferences(null, null))
        .filteredOn(service -> !"acme".equals(service.getProperty(Visibility.GUARDED_FOR)))
        .extracting(Object::toString)
        .containsExactly("[org.osgi.service.condition.Condition]");
    assertThat(refusals.all()).isEmpty();
  }

  @Test
  void whatSpeaksForTheWholeAgentIsNeverGiven() throws Exception {
    framework
        .context()
        .registerService(StatusSink.class, (blob, status) -> new StatusSink.Accepted("x"), null);
    BundleContext acme = framework.partner("acme.motd", acme());

    assertThat(service(acme, StatusSink.class)).isNull();
  }

  /** What the owner of the machine says yes to names ports, and these give more than one. */
  @ParameterizedTest
  @ValueSource(
      classes = {Verb.class, Removals.class, Runnable.class, ServiceComponentRuntime.class})
  void whatIsNoPortIsNotGivenWhoeverDeclaresIt(Class<?> type) throws Exception {
    framework.context().registerService(type.getName(), stub(type), null);
    BundleContext acme = framework.partner("acme.motd", declaring(type, Uses.Direct.NO));

    assertThat(service(acme, type)).isNull();
    assertThat(service(framework.agent("agent"), type)).isNotNull();
  }

  @Test
  void whoIsTrustedWholeMayUseThePlatformToo() throws Exception {
    Class<?> type = ServiceComponentRuntime.class;
    framework.context().registerService(type.getName(), stub(type), null);

    assertThat(service(framework.partner("acme", declaring(type, Uses.Direct.YES)), type))
        .isNotNull();
  }

  private static Grant declaring(Class<?> port, Uses.Direct direct) {
    List<String> none = List.of();
    return new Grant(
        "acme", "1", new Uses(List.of(port.getName()), none, none, none, none, none, direct));
  }

  @Test
  void theAgentAndOtherPartnersDoNotSeeAGuardedPort() throws Exception {
    framework.partner("acme.motd", acme());
    BundleContext other = framework.partner("other", new Grant("other", "1", Uses.NOTHING));
    BundleContext agent = framework.agent("agent");

    assertThat(agent.getServiceReferences(Files.class, null))
        .extracting(service -> service.getProperty(Visibility.GUARDED_FOR))
        .containsExactly((Object) null);
    assertThat(service(agent, Files.class)).isSameAs(machine.files());
    assertThat(other.getAllServiceReferences(Files.class.getName(), null)).isNull();
  }

  @Test
  void aPartnerDoesNotSeeServicesItCouldWidenItsRightsWith() throws Exception {
    String components = ServiceComponentRuntime.class.getName();
    framework.context().registerService(components, stub(ServiceComponentRuntime.class), null);
    BundleContext acme = framework.partner("acme.motd", acme());

    assertThat(framework.agent("agent").getServiceReference(components)).isNotNull();
    assertThat(acme.getServiceReference(components)).isNull();
    assertThat(acme.getServiceReference("org.osgi.service.startlevel.StartLevel")).isNull();
    assertThat(acme.getServiceReference("org.osgi.service.packageadmin.PackageAdmin")).isNull();
  }

  @Test
  void aPartnerMayLog() throws Exception {
    Object log = stub(LogService.class);
    framework
        .context()
        .registerService(
            new String[] {LogService.class.getName(), LoggerFactory.class.getName()}, log, null);
    BundleContext acme = framework.partner("acme.motd", acme());

    assertThat(service(acme, LoggerFactory.class)).isSameAs(log);
  }

  @Test
  void thePluginOfAPartnerIsSeenByTheAgentAlone() throws Exception {
    BundleContext acme = framework.partner("acme.motd", acme());
    acme.registerService(Plugin.class, plugin(), null);
    BundleContext other = framework.partner("other", new Grant("other", "1", Uses.NOTHING));

    assertThat(service(framework.agent("agent"), Plugin.class)).isNotNull();
    assertThat(service(acme, Plugin.class)).isNotNull();
    assertThat(service(other, Plugin.class)).isNull();
  }

  private static Plugin plugin() {
    return (Plugin) stub(Plugin.class);
  }

  /** Something that can be registered; it is never called. */
  private static Object stub(Class<?>... types) {
    return java.lang.reflect.Proxy.newProxyInstance(
        GuardsTest.class.getClassLoader(), types, (proxy, method, arguments) -> null);
  }

  @Test
  void aPartnerCanNotStandInForAPort() throws Exception {
    BundleContext acme = framework.partner("acme.motd", acme());
    var highest = FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_RANKING, 1000));
    Proxy spoof = (scheme, host) -> null;
    acme.registerService(Proxy.class, spoof, highest);
    acme.registerService(
        new String[] {Plugin.class.getName(), Files.class.getName()},
        stub(Plugin.class, Files.class),
        highest);
    BundleContext agent = framework.agent("agent");

    assertThat(service(agent, Proxy.class)).isNull();
    assertThat(service(agent, Files.class)).isSameAs(machine.files());
    BundleContext other =
        framework.partner(
            "other",
            new Grant(
                "other",
                "1",
                new Uses(
                    List.of(Proxy.class.getName()),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Uses.Direct.NO)));
    assertThat(service(other, Proxy.class)).isNull();
  }

  @Test
  void aVerbOfTheAgentIsNotTakenOver() throws Exception {
    Verb own = (arguments, console) -> 0;
    framework
        .agent("core")
        .registerService(Verb.class, own, FrameworkUtil.asDictionary(Map.of(Verb.NAME, "status")));
    BundleContext acme = framework.partner("acme.motd", acme());
    Verb other = (arguments, console) -> 1;
    var named = Map.of(Verb.NAME, "status", Constants.SERVICE_RANKING, 1000);
    acme.registerService(Verb.class, other, FrameworkUtil.asDictionary(named));

    assertThat(framework.agent("agent").getServiceReferences(Verb.class, "(waagent.verb=status)"))
        .extracting(service -> service.getBundle().getSymbolicName())
        .containsExactly("core");
  }

  /** Whoever is told of a service that goes could still get it. */
  @Test
  void eventsAreHiddenAsLookUpsAre() throws Exception {
    List<Object> got = new CopyOnWriteArrayList<>();
    BundleContext acme = framework.partner("acme.motd", acme());
    acme.addServiceListener(event -> got.add(acme.getService(event.getServiceReference())));

    framework.context().registerService(Users.class, users(), null).unregister();
    files.unregister();

    assertThat(got).singleElement().isInstanceOf(GuardedFiles.class);
  }

  @Test
  void theAgentHearsOfAllThatGoes() throws Exception {
    BundleContext acme = framework.partner("acme.motd", acme());
    List<Integer> heard = new CopyOnWriteArrayList<>();
    framework.agent("agent").addServiceListener(event -> heard.add(event.getType()));

    acme.registerService(Proxy.class, (scheme, host) -> null, null).unregister();

    assertThat(heard).containsExactly(ServiceEvent.UNREGISTERING);
  }

  @Test
  void aGuardedPortComesAndGoesWithTheAgentsOwn() throws Exception {
    BundleContext acme = framework.partner("acme.motd", acme());

    files.unregister();
    assertThat(service(acme, Files.class)).isNull();

    framework.context().registerService(Files.class, machine.files(), null);
    assertThat(service(acme, Files.class)).isNotNull();
  }

  @Test
  void aPartnerSeesNoBundleButItsOwn() throws Exception {
    BundleContext acme = framework.partner("acme.motd", acme());
    framework.partner("acme.more", acme());
    Bundle agent = framework.agent("agent").getBundle();

    assertThat(Arrays.stream(acme.getBundles()).map(Bundle::getSymbolicName))
        .containsExactlyInAnyOrder("acme.motd", "acme.more");
    assertThat(acme.getBundle(agent.getBundleId())).isNull();
    assertThat(acme.getBundle(0)).isNull();
  }

  @Test
  void theNameOfABundleOfTheAgentHelpsNobody() throws Exception {
    BundleContext spoof = framework.partner("org.waagent.core", acme());

    assertThat(service(spoof, Users.class)).isNull();
  }

  @Test
  void aBundleInQuarantineDoesNotStart() throws Exception {
    quarantined.add("acme");
    Bundle acme = framework.installed("acme.motd", acme());

    assertThatThrownBy(acme::start).isInstanceOf(BundleException.class);

    quarantined.clear();
    acme.start();
    assertThat(acme.getState()).isEqualTo(Bundle.ACTIVE);
  }
}
