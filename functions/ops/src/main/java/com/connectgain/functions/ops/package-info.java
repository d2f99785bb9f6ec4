/** Watching the system: health of the service and its dependencies. */
package com.connectgain.functions.ops;
