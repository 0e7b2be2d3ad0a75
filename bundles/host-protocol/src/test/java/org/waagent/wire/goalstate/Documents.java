// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

/** Whole documents of our own; {@code @} stands where a secret does. */
final class Documents {
  static final String GOAL_STATE =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <GoalState><Version>2012-11-30</Version><Incarnation>3</Incarnation><Machine>
      <ExpectedState>Started</ExpectedState></Machine><Container><ContainerId>c1</ContainerId>
      <RemoteAccessInfo>http://h/remote?a=b&amp;c=d </RemoteAccessInfo><RoleInstanceList>
      <RoleInstance><InstanceId>r1</InstanceId><Configuration>
      <HostingEnvironmentConfig>http://h/1</HostingEnvironmentConfig>
      <SharedConfig>http://h/2</SharedConfig><ExtensionsConfig>http://h/3</ExtensionsConfig>
      <Certificates>http://h/4</Certificates><ConfigName>d1.x.xml</ConfigName></Configuration>
      </RoleInstance></RoleInstanceList></Container></GoalState>
      """;

  static final String EXTENSIONS_CONFIG =
      """
      <Extensions version="1.0.0.0" goalStateIncarnation="9"><GuestAgentExtension><GAFamilies>
      <GAFamily><Name>Prod</Name><Version>9.9.9.9</Version><IsVersionFromRSM>true</IsVersionFromRSM>
      <Uris><Uri>https://a/b?sv=1&amp;sig=@</Uri></Uris></GAFamily></GAFamilies>
      </GuestAgentExtension><RequiredFeatures><RequiredFeature><Name>F1</Name></RequiredFeature>
      </RequiredFeatures>
      <StatusUploadBlob statusBlobType="PageBlob">https://a/b?sp=r&amp;sig=@&amp;x=y</StatusUploadBlob>
      <InVMArtifactsProfileBlob>https://a/c?sig=@</InVMArtifactsProfileBlob><Plugins>
      <Plugin name="A.One" version="1.0" location="https://l/1?sig=@" state="enabled"/>
      <Plugin name="A.Two" version="2.0" location="https://l/2" state="enabled"/></Plugins>
      <PluginSettings><Plugin name="A.One" version="1.0"><DependsOn dependencyLevel="1"/>
      <RuntimeSettings seqNo="4">{"runtimeSettings":[{"handlerSettings":{"publicSettings":
      {"url":"https:\\/\\/u\\/v?a=b\\u0026sig=@","password":"@","n":1},"protectedSettings":"@",
      "protectedSettingsCertThumbprint":"F6ABAA61098A301EBB8A571C3C7CF77F355F7FA9"}}]}
      </RuntimeSettings></Plugin><Plugin name="A.Two" version="2.0"><ExtensionRuntimeSettings
      name="m" seqNo="1" state="enabled">{"runtimeSettings":[{"handlerSettings":{
      "protectedSettings":"@","protectedSettingsCertThumbprint":"F6ABAA61098A301EBB8A571C3C7CF77F355F7FA9",
      "publicSettings":null}}]}</ExtensionRuntimeSettings></Plugin></PluginSettings>
      <InVMGoalStateMetaData inSvdSeqNo="1" createdOnTicks="637726657706205217" activityId="a"
      correlationId="b"/></Extensions>
      """;

  static final String VM_SETTINGS =
      """
      {"hostGAPluginVersion":"1.0.8.159","activityId":"a","correlationId":"b","inSvdSeqNo":1,
      "extensionsLastModifiedTickCount":637726657706205299,"extensionGoalStatesSource":"FastTrack",
      "onHold":true,"statusUploadBlob":{"statusBlobType":"BlockBlob",
      "value":"https:\\/\\/a\\/b?sv=1\\u0026sig=@"},"requiredFeatures":[{"name":"F1"}],
      "gaFamilies":[{"name":"Prod","version":"9.9.9.9","uris":["https://f/1?sig=@"]}],
      "extensionGoalStates":[{"name":"A.One","version":"1.0","location":"https://l?sig=@",
      "state":"enabled","settingsSeqNo":0,"isMultiConfig":false,"settings":[{
      "protectedSettingsCertThumbprint":"F6ABAA61098A301EBB8A571C3C7CF77F355F7FA9",
      "protectedSettings":"@","publicSettings":"{\\"u\\":\\"https:\\/\\/x?sig=@\\"}"}],
      "dependsOn":[{"dependsOnExtension":[],"dependencyLevel":1}]},{"name":"A.Two","version":"2",
      "state":"enabled","isMultiConfig":true,"settings":[{"extensionName":"m","seqNo":2,
      "extensionState":"enabled","protectedSettings":"@","protectedSettingsCertThumbprint":
      "F6ABAA61098A301EBB8A571C3C7CF77F355F7FA9"}]}]}
      """;

  static final String MANIFEST =
      """
      <PluginVersionManifest><Plugins><Plugin><Version>1.0.0</Version><Uris>
      <Uri>https://p/1.zip?sv=1&amp;sig=@</Uri></Uris></Plugin></Plugins><InternalPlugins><Plugin>
      <Version>2.0</Version><Uris><Uri>https://p/2.zip</Uri></Uris></Plugin></InternalPlugins>
      </PluginVersionManifest>
      """;

  static final String REMOTE_ACCESS =
      """
      <RemoteAccess><Version>1</Version><Incarnation>1</Incarnation><Users><User><Name>one</Name>
      <Password>@</Password><Expiration>Tue, 01 Jan 2030 00:00:00 UTC</Expiration></User><User>
      <Name>two</Name><Password>@</Password></User></Users></RemoteAccess>
      """;

  static final String HOSTING_ENVIRONMENT =
      """
      <HostingEnvironmentConfig><Deployment name="d"/><Incarnation instance="vm"/><Role name="r"/>
      </HostingEnvironmentConfig>
      """;

  static final String ARTIFACTS_PROFILE = "{\"onHold\": \"true\", \"other\": [1, 2]}";

  private Documents() {}
}
