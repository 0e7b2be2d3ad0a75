// SPDX-License-Identifier: Apache-2.0
/** What the owner of the machine allows, and the signatures of packages. */
package org.waagent.extension.policy;
