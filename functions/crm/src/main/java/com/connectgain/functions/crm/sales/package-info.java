/** The sales report: one pipeline with its stages, deals and totals, as JSON and as a spreadsheet. It reads only. */
package com.connectgain.functions.crm.sales;
