/** The edge against a running cloud: credentials, rate limits, broken input, and the functions that watch and clean. */
package com.connectgain.edge;
