/** Automations as organizations see them: what a rule does about an event, whatever happens on the way. */
package com.connectgain.events.automations;
