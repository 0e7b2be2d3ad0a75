// SPDX-License-Identifier: Apache-2.0
/** Where the OVF environment comes from. */
package org.waagent.provisioning.medium;
