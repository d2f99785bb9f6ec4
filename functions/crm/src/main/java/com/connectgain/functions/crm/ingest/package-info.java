/**
 * Contacts, deals and messages as other systems send them: reading and checking what came, finding out who is already
 * known, writing row by row. Nothing here knows of HTTP but the bodies.
 */
package com.connectgain.functions.crm.ingest;
