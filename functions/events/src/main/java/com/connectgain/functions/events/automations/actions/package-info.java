/**
 * What automations can do. Each action is planned first, which checks and renders everything and changes nothing, and
 * then carried out, which may happen again after a crash and must leave what one run leaves.
 */
package com.connectgain.functions.events.automations.actions;
