/** Calendar questions: when something that repeats is next. Moments come in, moments go out; nobody waits here. */
package com.connectgain.shared.time;
