/** Functions that speak Supabase's own protocols: accounts and sessions, and remote procedures. Handlers only. */
package com.connectgain.functions.data;
