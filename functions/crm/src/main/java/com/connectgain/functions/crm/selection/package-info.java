/** Requests that name rows by their ids. What is done with the rows is not decided here. */
package com.connectgain.functions.crm.selection;
