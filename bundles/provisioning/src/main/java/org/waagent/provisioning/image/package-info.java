// SPDX-License-Identifier: Apache-2.0
/** What an image may have that hurts the machines made of it. */
package org.waagent.provisioning.image;
