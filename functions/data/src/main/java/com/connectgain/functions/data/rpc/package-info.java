/** Remote procedures by name, their arguments checked as PostgREST checks them. No tables are served here. */
package com.connectgain.functions.data.rpc;
