/**
 * From row changes to events: the declaration of which change of which table is which event, and the making of those
 * events in batches. Who hears them, and what follows, is the consumers' business.
 */
package com.connectgain.functions.events.stream;
