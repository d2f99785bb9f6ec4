/**
 * Figures about deals that several functions show: sums by currency, stages of a pipeline. How they are laid out in an
 * answer is each function's own.
 */
package com.connectgain.shared.sales;
