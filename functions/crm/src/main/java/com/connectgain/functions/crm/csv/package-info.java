/**
 * Comma-separated values: records of a file one by one, with where each ends, and lines that spreadsheets open without
 * running them. What the columns mean is decided elsewhere.
 */
package com.connectgain.functions.crm.csv;
