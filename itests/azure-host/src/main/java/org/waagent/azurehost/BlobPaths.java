// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

/** Where things lie in the blob store. */
final class BlobPaths {
  static final String MANIFESTS = "/manifests/";
  static final String MANIFEST_COPIES = "/copies/";
  static final String PACKAGES = "/packages/";
  static final String PACKAGE_COPIES = "/package-copies/";

  private BlobPaths() {}

  static String manifest(String blob, String name) {
    return "http://" + blob + MANIFESTS + file(name);
  }

  /** The fail-over location is copy 0, the additional ones follow. */
  static String manifestCopy(String blob, String name, int copy) {
    return "http://" + blob + MANIFEST_COPIES + copy + "/" + file(name);
  }

  static String packageUri(String blob, String folder, String name, String version) {
    return "http://" + blob + folder + name + "__" + version + ".zip";
  }

  private static String file(String name) {
    return name + "_manifest.xml";
  }
}
