/** Functions of calls and of the mobile app that records them. Handlers only. */
package com.connectgain.functions.calls;
