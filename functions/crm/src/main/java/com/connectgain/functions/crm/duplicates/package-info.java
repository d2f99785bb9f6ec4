/**
 * Rows that stand for the same person or company: finding them, and merging them into one. What an import does with
 * somebody who is known already is decided where imports are.
 */
package com.connectgain.functions.crm.duplicates;
