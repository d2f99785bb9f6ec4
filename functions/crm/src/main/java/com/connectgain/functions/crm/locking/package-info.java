/** Work on rows that one request after another may do, never two at once. What is done then is not known here. */
package com.connectgain.functions.crm.locking;
