/**
 * The domain of contacts, companies and deals: leads, bulk imports and messages of other systems, and searches. Single
 * rows are the data functions' business.
 */
package com.connectgain.functions.crm;
