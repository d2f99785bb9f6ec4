/** The data API over the wire: what tables do by themselves, who sees what, and what concurrent writers leave behind. */
package com.connectgain.data;
