// SPDX-License-Identifier: Apache-2.0
/** The steps that make a machine of an image. */
package org.waagent.provisioning.step;
