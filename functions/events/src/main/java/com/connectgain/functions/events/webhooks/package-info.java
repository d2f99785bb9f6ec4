/**
 * Outbound webhooks: who is subscribed to an event, what is sent, and that it arrives. Deliveries are at least once, and
 * as good as once: the state of each decides whether it is sent, and receivers see one id over all attempts.
 */
package com.connectgain.functions.events.webhooks;
