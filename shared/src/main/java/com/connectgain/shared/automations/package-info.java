/**
 * What automation rules may say: triggers, conditions and actions by all their names, and whether a rule makes sense.
 * Not what happens when one runs.
 */
package com.connectgain.shared.automations;
