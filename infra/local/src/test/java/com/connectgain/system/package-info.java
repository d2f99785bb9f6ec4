/** The system as a whole: what has to hold for every route and every table, whatever they are for. */
package com.connectgain.system;
