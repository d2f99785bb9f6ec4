/** Figures of an organization over a period, computed from its rows at the moment of asking. Nothing is stored here. */
package com.connectgain.functions.data.analytics;
