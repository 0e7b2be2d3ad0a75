// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.step;

/** Codes of failed outcomes; what older agents had a number for keeps it. */
public final class Codes {
  /** The OVF environment was not found. */
  public static final int NO_MEDIUM = 2;

  /** It was found and can't be used. */
  public static final int BAD_DOCUMENT = 3;

  /** A key's path makes no sense. */
  public static final int KEY_PATH = 5;

  /** The user is an account of the system. */
  public static final int SYSTEM_USER = 6;

  /** The account can't be made. */
  public static final int ACCOUNT = 7;

  /** The account can't be given the rights of the super user. */
  public static final int RIGHTS = 8;

  /** A public key is missing or wrong. */
  public static final int PUBLIC_KEY = 9;

  /** A key pair is missing or wrong. */
  public static final int KEY_PAIR = 10;

  /** The SSH server can't be configured. */
  public static final int SSHD = 11;

  /** Host keys can't be made. */
  public static final int HOST_KEYS = 12;

  /** The host name can't be set. */
  public static final int HOST_NAME = 13;

  /** The password can't be set. */
  public static final int PASSWORD = 14;

  /** Custom data can't be kept. */
  public static final int CUSTOM_DATA = 15;

  /** The password of root can't be locked. */
  public static final int ROOT = 16;

  /** The agent's own folder can't be written. */
  public static final int MARKER = 17;

  /** Both cloud-init and this agent are to provision. */
  public static final int TWO_PROVISIONERS = 18;

  private Codes() {}
}
