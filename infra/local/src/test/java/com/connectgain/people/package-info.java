/** Contacts and companies through the local stack: duplicates, merges, assignments, tags, stages. */
package com.connectgain.people;
