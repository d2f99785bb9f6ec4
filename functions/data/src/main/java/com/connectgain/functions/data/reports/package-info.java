/** Reports as files for spreadsheets, whatever they tell. What they tell is decided where they are made. */
package com.connectgain.functions.data.reports;
