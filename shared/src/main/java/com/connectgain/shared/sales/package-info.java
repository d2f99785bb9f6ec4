/** Figures about deals that several functions show: sums by currency, stages of a pipeline, the sales report. */
package com.connectgain.shared.sales;
