// SPDX-License-Identifier: Apache-2.0
package okio;

/** Stands for a class of a library that only one bundle may use. */
public final class Borrowed {}
