/**
 * Calendar questions: when something that repeats is next, and which hours count. Moments come in, moments go out;
 * nobody waits here.
 */
package com.connectgain.shared.time;
