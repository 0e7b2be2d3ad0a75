// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Keys {@code Provisioning.*} of {@code waagent.conf}. */
@ObjectClassDefinition(pid = Config.PID, name = "Provisioning")
public @interface Config {
  /** Where the configuration comes from. */
  String PID = "org.waagent.provisioning";

  @AttributeDefinition(
      description =
          "Who provisions: auto (cloud-init where it is enabled), waagent, cloud-init or disabled.")
  String agent() default "auto";

  @AttributeDefinition(
      description = "With n nothing is provisioned, unless Provisioning.Agent names who does it.")
  boolean enabled() default true;

  @AttributeDefinition(description = "Together with Provisioning.Enabled=n: cloud-init provisions.")
  boolean useCloudInit() default false;

  @AttributeDefinition(description = "Whether the password of root is locked.")
  boolean deleteRootPassword() default false;

  @AttributeDefinition(
      description = "Whether the SSH host keys of the image are replaced by new ones.")
  boolean regenerateSshHostKeyPair() default true;

  @AttributeDefinition(
      description = "Kind of the new host key: rsa, dsa, ecdsa, ed25519, or auto for all kinds.")
  String sshHostKeyPairType() default "rsa";

  @AttributeDefinition(description = "Whether custom data is decoded from base64.")
  boolean decodeCustomData() default false;

  @AttributeDefinition(description = "Whether custom data is run as a program after provisioning.")
  boolean executeCustomData() default false;

  @AttributeDefinition(description = "Whether the password of a system account may be set.")
  boolean allowResetSysUser() default false;

  @AttributeDefinition(
      description = "Scheme of password hashes: 1 MD5, 2a Blowfish, 5 SHA-256, 6 SHA-512.")
  String passwordCryptId() default "6";

  @AttributeDefinition(description = "Length of the random salt of a password hash, 1 to 16.")
  int passwordCryptSaltLength() default 10;
}
