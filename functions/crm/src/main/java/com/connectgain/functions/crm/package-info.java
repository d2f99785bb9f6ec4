/** The domain of contacts, companies and deals: leads and bulk imports. Single rows are the data functions' business. */
package com.connectgain.functions.crm;
