/** Reads what was sent to the functions that work on chosen rows. What a field means is not decided here. */
package com.connectgain.functions.crm.input;
