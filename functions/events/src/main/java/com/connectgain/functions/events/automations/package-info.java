/**
 * Automations: what an organization wants done when something happens. Rules, conditions, actions in order, their log
 * and their retries; not how events arise, and not how a message reaches its channel.
 */
package com.connectgain.functions.events.automations;
