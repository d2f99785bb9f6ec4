/** What is computed from deals, and a contact's history: through the cloud, with figures worked out by hand. */
package com.connectgain.sales;
