/** What holds for the tables as a whole, whatever was written. */
package com.connectgain.store;
