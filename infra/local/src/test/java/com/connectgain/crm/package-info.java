/** Leads, imports and bulk deals over the wire, as other systems call them. */
package com.connectgain.crm;
