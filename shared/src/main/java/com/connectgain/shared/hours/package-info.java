/** Time as it counts for targets: working hours, days and holidays. Whose targets they are is decided elsewhere. */
package com.connectgain.shared.hours;
