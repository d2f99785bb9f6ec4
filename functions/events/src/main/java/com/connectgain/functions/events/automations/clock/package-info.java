/**
 * What the clock sets off: overdue tasks, delayed actions, rules on dates and on silence, neglected deals. Work is found
 * by due indexes and narrow windows, sent on under ids that a repeated tick makes again, and only then moved on.
 */
package com.connectgain.functions.events.automations.clock;
