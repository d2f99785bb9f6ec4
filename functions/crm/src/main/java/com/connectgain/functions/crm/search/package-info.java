/**
 * Searches for contacts and companies as people type them: names in either order, numbers in any spelling, without
 * case and accents. Filters in PostgREST's language are the data functions' business.
 */
package com.connectgain.functions.crm.search;
