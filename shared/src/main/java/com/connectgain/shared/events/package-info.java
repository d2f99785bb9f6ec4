/**
 * What happened: the events that the record stream makes of row changes, and that webhooks, automations and
 * notifications hear. Not how they are heard; that is each consumer's own.
 */
package com.connectgain.shared.events;
