/** CSV in and out, through the local cloud. */
package com.connectgain.csv;
