// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import java.util.Locale;
import java.util.Set;

/** The words of the documents: names whose values are no secrets, and what may stand between. */
final class Words {
  /** Names of elements, attributes and members, in lower case. */
  private static final Set<String> NAMES =
      Set.of(
          ("extensions guestagentextension gafamilies gafamily name version"
                  + " fromversion uris uri isversionfromrsm isvmenabledforrsmupgrades"
                  + " requiredfeatures requiredfeature statusuploadblob statusblobtype"
                  + " invmartifactsprofileblob plugins plugin pluginsettings runtimesettings"
                  + " extensionruntimesettings handlersettings protectedsettingscertthumbprint"
                  + " location failoverlocation additionallocation additionallocations state"
                  + " autoupgrade runasstartuptask isjson useexactversion encodedsignature"
                  + " config upgradeguid upgradepolicy seqno dependson dependsonextension"
                  + " dependencylevel extension handler invmgoalstatemetadata insvdseqno"
                  + " createdonticks activityid correlationid goalstateincarnation servicename"
                  + " servicemodelname isinternal ismulticonfig hostgapluginversion"
                  + " vmsettingsschemaversion statusblob value onhold"
                  + " extensionslastmodifiedtickcount extensiongoalstatessource invmmetadata"
                  + " subscriptionid resourcegroupname resourceid vmid extensiongoalstates"
                  + " settings settingsseqno extensionname extensionstate type remoteaccess"
                  + " incarnation users user expiration groups groupname certificatefile"
                  + " format data goalstate machine container containerid protectedsettings"
                  + " publicsettings password")
              .split(" +"));

  /** Values that stand in every second document. */
  private static final Set<String> VALUES =
      Set.of(
          "enabled",
          "disabled",
          "uninstall",
          "true",
          "false",
          "null",
          "xml",
          "encoding",
          "utf-8",
          "fabric",
          "fasttrack",
          "blockblob",
          "pageblob",
          "http",
          "https",
          "prod",
          "test");

  private static final int LONGEST_NUMBER = 12;

  private Words() {}

  static boolean isName(String word) {
    return NAMES.contains(word.toLowerCase(Locale.ROOT));
  }

  /** Whether a word says nothing that could be a secret. */
  static boolean isHarmless(String word) {
    return isName(word) || VALUES.contains(word.toLowerCase(Locale.ROOT)) || isNumber(word);
  }

  private static boolean isNumber(String word) {
    if (word.length() > LONGEST_NUMBER) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }
}
