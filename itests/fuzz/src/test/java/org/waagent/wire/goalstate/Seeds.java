// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

/** Documents to begin from, as small as they can be and still reach every branch's door. */
final class Seeds {
  static final String PROTECTED = "TUlJQnNlY3JldA==";

  static final String XML = "<a b=\"c\"><!-- d --><e>f&amp;g</e><![CDATA[h]]></a>";

  static final String VERSIONS =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <Versions><Preferred><Version>2015-04-05</Version></Preferred>
      <Supported><Version>2012-11-30</Version></Supported></Versions>
      """;

  static final String GOAL_STATE =
      """
      <GoalState><Version>2012-11-30</Version><Incarnation>3</Incarnation>
      <Machine><ExpectedState>Started</ExpectedState></Machine>
      <Container><ContainerId>c1</ContainerId>
      <RemoteAccessInfo>http://h/r </RemoteAccessInfo>
      <RoleInstanceList><RoleInstance><InstanceId>i1</InstanceId><State>Started</State>
      <Configuration><HostingEnvironmentConfig>http://h/e</HostingEnvironmentConfig>
      <SharedConfig>http://h/s</SharedConfig>
      <ExtensionsConfig>http://h/x?a=b&amp;c=d</ExtensionsConfig>
      <Certificates>http://h/c</Certificates><ConfigName>d.1.xml</ConfigName></Configuration>
      </RoleInstance></RoleInstanceList></Container></GoalState>
      """;

  static final String HOSTING_ENVIRONMENT =
      """
      <HostingEnvironmentConfig><Deployment name="d"/><Incarnation number="1" instance="vm"/>
      <Role guid="{g}" name="r"/></HostingEnvironmentConfig>
      """;

  static final String EXTENSIONS_CONFIG =
      """
      <Extensions version="1.0.0.0" goalStateIncarnation="9"><GuestAgentExtension><GAFamilies>
      <GAFamily><Name>Prod</Name><Version>2.9.1.1</Version><IsVersionFromRSM>true</IsVersionFromRSM>
      <Uris><Uri>https://h/m.xml</Uri></Uris></GAFamily></GAFamilies></GuestAgentExtension>
      <RequiredFeatures><RequiredFeature><Name>F</Name></RequiredFeature></RequiredFeatures>
      <StatusUploadBlob statusBlobType="BlockBlob">https://h/s?sv=1&amp;sig=x</StatusUploadBlob>
      <InVMArtifactsProfileBlob>https://h/p?sig=y</InVMArtifactsProfileBlob>
      <Plugins><Plugin name="A.B" version="1.0" location="https://h/1" failoverlocation="https://h/2"
       state="enabled" isJson="true"><additionalLocations><additionalLocation>https://h/3\
      </additionalLocation></additionalLocations></Plugin></Plugins>
      <PluginSettings><Plugin name="A.B" version="1.0"><DependsOn dependencyLevel="1">
      <DependsOnExtension handler="C.D"/></DependsOn><RuntimeSettings seqNo="0">
      {"runtimeSettings":[{"handlerSettings":{"protectedSettings":"TUlJQnNlY3JldA==",
      "protectedSettingsCertThumbprint":"F6ABAA61098A301EBB8A571C3C7CF77F355F7FA9",
      "publicSettings":{"a":1}}}]}</RuntimeSettings></Plugin></PluginSettings>
      <InVMGoalStateMetaData inSvdSeqNo="1" createdOnTicks="637726657706205220"
       activityId="555e551c-600e-4fb4-90ba-8ab8ec28eccc" correlationId=""/></Extensions>
      """;

  static final String MULTI_CONFIG =
      """
      <Extensions><StatusUploadBlob statusBlobType="PageBlob">https://h/s</StatusUploadBlob><Plugins>
      <Plugin name="A.B" version="1.0" location="https://h/1" state="uninstall"/></Plugins>
      <PluginSettings><Plugin name="a.b" version="1.0"><DependsOn name="one" dependencyLevel="2"/>
      <ExtensionRuntimeSettings seqNo="3" name="one" state="Enabled">{"runtimeSettings":[]}\
      </ExtensionRuntimeSettings><ExtensionRuntimeSettings seqNo="x" name="two" state="disabled">{\
      </ExtensionRuntimeSettings></Plugin></PluginSettings></Extensions>
      """;

  static final String REMOTE =
      """
      <RemoteAccess><Version>1</Version><Incarnation>1</Incarnation><Users><User><Name>u</Name>
      <Password>cGFzc3dvcmQ=</Password><Expiration>Tue, 01 Jan 2030 00:00:00 UTC</Expiration></User>
      </Users></RemoteAccess>
      """;

  static final String MANIFEST =
      """
      <PluginVersionManifest><Plugins><Plugin><Version>1.0.1</Version>
      <DisallowMajorVersionUpgrade>true</DisallowMajorVersionUpgrade><Uris><Uri>https://h/z?sig=q</Uri>
      </Uris></Plugin></Plugins><InternalPlugins><Plugin><Version>1.2</Version><Uris/></Plugin>
      </InternalPlugins></PluginVersionManifest>
      """;

  static final String VM_SETTINGS =
      """
      {"hostGAPluginVersion":"1.0.8.159","vmSettingsSchemaVersion":"0.0","activityId":"a",
      "correlationId":"c","inSvdSeqNo":1,"extensionsLastModifiedTickCount":637726657706205299,
      "extensionGoalStatesSource":"FastTrack","onHold":true,
      "statusUploadBlob":{"statusBlobType":"BlockBlob","value":"https://h/s?sig=x"},
      "requiredFeatures":[{"name":"F"}],"gaFamilies":[{"name":"Prod","version":"1.2",
      "isVersionFromRSM":true,"uris":["https://h/m"]}],"extensionGoalStates":[{"name":"A.B",
      "version":"1.0","location":"https://h/1","failoverLocation":"https://h/2",
      "additionalLocations":["https://h/3"],"state":"enabled","settingsSeqNo":0,
      "encodedSignature":"MII=","dependsOn":[{"DependsOnExtension":[{"extension":"q"}],
      "dependencyLevel":1}],"settings":[{"protectedSettings":"TUlJQnNlY3JldA==",
      "protectedSettingsCertThumbprint":"F6ABAA61098A301EBB8A571C3C7CF77F355F7FA9",
      "publicSettings":"{\\"a\\":1}"}]},{"name":"C.D","version":"1","state":"enabled",
      "isMultiConfig":true,"settings":[{"extensionName":"one","seqNo":2,"extensionState":"disabled",
      "publicSettings":"{}"}],"dependsOn":[{"name":"one","dependencyLevel":3}]}]}
      """;

  private Seeds() {}
}
