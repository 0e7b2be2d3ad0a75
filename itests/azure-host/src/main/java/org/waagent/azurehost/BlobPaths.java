// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

/** Where things lie in the blob store; {@code blob} is its URL without a path. */
final class BlobPaths {
  static final String MANIFESTS = "/manifests/";
  static final String MANIFEST_COPIES = "/copies/";
  static final String PACKAGES = "/packages/";
  static final String PACKAGE_COPIES = "/package-copies/";

  private BlobPaths() {}

  static String manifest(String blob, String name) {
    return blob + MANIFESTS + file(name);
  }

  /** The fail-over location is copy 0, the additional ones follow. */
  static String manifestCopy(String blob, String name, int copy) {
    return blob + MANIFEST_COPIES + copy + "/" + file(name);
  }

  static String packageUri(String blob, String folder, String name, String version) {
    return blob + folder + name + "__" + version + ".zip";
  }

  private static String file(String name) {
    return name + "_manifest.xml";
  }
}
