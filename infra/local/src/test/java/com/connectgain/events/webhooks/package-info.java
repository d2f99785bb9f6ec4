/** Events and webhooks through the whole system: a write on one side, a call of a receiver on the other. */
package com.connectgain.events.webhooks;
