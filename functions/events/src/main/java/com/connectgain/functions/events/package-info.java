/** Everything that follows from a change: the record stream, webhooks, automations, time triggers. */
package com.connectgain.functions.events;
