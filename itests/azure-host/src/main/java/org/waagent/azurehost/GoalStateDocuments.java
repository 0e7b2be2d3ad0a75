// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.util.Map;

/** The goal state and the two small documents beside it, in the shapes real hosts send. */
final class GoalStateDocuments {
  private static final String GOAL_STATE =
      """
      <GoalState xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="goalstate10.xsd">
        <Version>2010-12-15</Version>
        <Incarnation>{incarnation}</Incarnation>
        <Machine>
          <ExpectedState>Started</ExpectedState>
          <LBProbePorts>
            <Port>16001</Port>
          </LBProbePorts>
        </Machine>
        <Container>
          <ContainerId>{container}</ContainerId>{remoteAccess}
          <RoleInstanceList>
            <RoleInstance>
              <InstanceId>{instance}</InstanceId>
              <State>Started</State>
              <Configuration>
                <HostingEnvironmentConfig>{base}?comp=config&amp;type=hostingEnvironmentConfig&amp;incarnation={incarnation}</HostingEnvironmentConfig>
                <SharedConfig>{base}?comp=config&amp;type=sharedConfig&amp;incarnation={incarnation}</SharedConfig>
                <ExtensionsConfig>{base}?comp=config&amp;type=extensionsConfig&amp;incarnation={incarnation}</ExtensionsConfig>
                <FullConfig>{base}?comp=config&amp;type=fullConfig&amp;incarnation={incarnation}</FullConfig>
                <Certificates>{base}?comp=certificates&amp;incarnation={incarnation}</Certificates>
                <ConfigName>{config}</ConfigName>
              </Configuration>
            </RoleInstance>
          </RoleInstanceList>
        </Container>
      </GoalState>
      """;

  private static final String HOSTING_ENVIRONMENT =
      """
      <HostingEnvironmentConfig version="1.0.0.0" goalStateIncarnation="{incarnation}">
        <StoredCertificates />
        <Deployment name="{deployment}" guid="{{deployment}}" incarnation="{incarnation}">
          <Service name="MyVMRoleService" guid="{00000000-0000-0000-0000-000000000000}" />
          <ServiceInstance name="{deployment}.1" guid="{{container}}" />
        </Deployment>
        <Incarnation number="1" instance="{name}" guid="{{container}}" />
        <Role guid="{{deployment}}" name="{name}" hostingEnvironmentVersion="1" software="" softwareType="ApplicationPackage" entryPoint="" parameters="" settleTimeSeconds="10" />
        <HostingEnvironmentSettings name="full" runtime="none">
          <CAS mode="full" />
          <PrivilegeLevel mode="max" />
          <AdditionalProperties><CgiHandlers></CgiHandlers></AdditionalProperties>
        </HostingEnvironmentSettings>
        <ApplicationSettings />
        <ResourceReferences>
          <Resource name="DiagnosticStore" type="directory" request="Microsoft.Cis.Fabric.Controller.Descriptions.ServiceDescription.Data.Policy" sticky="true" size="1" path="{deployment}.DiagnosticStore\\" disableQuota="false" />
        </ResourceReferences>
      </HostingEnvironmentConfig>
      """;

  private static final String SHARED_CONFIG =
      """
      <SharedConfig version="1.0.0.0" goalStateIncarnation="{incarnation}">
        <Deployment name="{deployment}" guid="{{deployment}}" incarnation="{incarnation}">
          <Service name="MyVMRoleService" guid="{00000000-0000-0000-0000-000000000000}" />
          <ServiceInstance name="{deployment}.1" guid="{{container}}" />
        </Deployment>
        <Incarnation number="1" instance="{name}" guid="{{container}}" />
        <Role guid="{{deployment}}" name="{name}" settleTimeSeconds="10" />
        <LoadBalancerSettings timeoutSeconds="0" waitLoadBalancerProbeCount="8">
          <Probes>
            <Probe name="{name}" />
          </Probes>
        </LoadBalancerSettings>
        <OutputEndpoints />
        <Instances>
          <Instance id="{name}" address="{address}">
            <FaultDomains randomId="0" updateId="0" updateCount="0" />
            <InputEndpoints />
          </Instance>
        </Instances>
      </SharedConfig>
      """;

  private final World world;

  GoalStateDocuments(World world) {
    this.world = world;
  }

  String goalState() {
    return text(Xml.HEAD + GOAL_STATE);
  }

  String hostingEnvironment() {
    return text(HOSTING_ENVIRONMENT);
  }

  String sharedConfig() {
    return text(SHARED_CONFIG);
  }

  /** The path of the configuration documents, percent-encoded the way the fabric does it. */
  static String configPath(Machine machine) {
    String instance = machine.roleInstance().replace("-", "%2D").replace("_", "%5F");
    return "/machine/" + machine.deploymentId() + "/" + instance;
  }

  private String text(String template) {
    Published fabric = world.fabric();
    Machine machine = world.machine();
    Map<String, String> values =
        Map.of(
            "{incarnation}", Integer.toString(fabric.incarnation()),
            "{container}", machine.containerId(),
            "{deployment}", machine.deploymentId(),
            "{instance}", machine.roleInstance(),
            "{config}", machine.configName(),
            "{name}", machine.name(),
            "{address}", machine.privateAddress(),
            "{base}", "http://" + world.at().wire() + configPath(machine),
            "{remoteAccess}", remoteAccess(fabric));
    String text = template;
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace(value.getKey(), value.getValue());
    }
    return text;
  }

  private String remoteAccess(Published fabric) {
    boolean wanted =
        !fabric.goal().remoteUsers().isEmpty()
            || fabric.goal().replaced().containsKey(Document.REMOTE_ACCESS);
    return wanted
        ? "\n    <RemoteAccessInfo>http://"
            + world.at().wire()
            + WireRoutes.REMOTE_ACCESS
            + "</RemoteAccessInfo>"
        : "";
  }
}
