/** Files for spreadsheets: lines as RFC 4180 has them, in which no cell is a formula. What is in them is not known here. */
package com.connectgain.shared.csv;
