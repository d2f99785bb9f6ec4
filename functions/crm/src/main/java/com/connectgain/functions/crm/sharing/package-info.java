/**
 * Links for people without an account: to one row or report, and to the timeline of a project. What such a link shows
 * is listed here column by column; nothing of a row is shown because it happens to be there.
 */
package com.connectgain.functions.crm.sharing;
