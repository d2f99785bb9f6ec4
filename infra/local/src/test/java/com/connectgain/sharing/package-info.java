/** What outsiders see through links, and what they never see. */
package com.connectgain.sharing;
