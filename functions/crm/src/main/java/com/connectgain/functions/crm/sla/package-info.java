/** What time alone does to service levels: deadlines that pass. How deadlines are set is the business of the tables. */
package com.connectgain.functions.crm.sla;
