// SPDX-License-Identifier: Apache-2.0
/** A handler on disk: its folder, state, manifest, settings, and how its package is unpacked. */
package org.waagent.extension.handler;
