/** What several domains know of calls: the minutes an organization may spend. Pipelines and providers are elsewhere. */
package com.connectgain.shared.calls;
