/**
 * Files of contacts, companies, Kommo leads and products: read row by row, found or made, as one request or as a job
 * that goes on from where it stopped. A row has one identity per job, so that a repeated stretch changes nothing.
 */
package com.connectgain.functions.crm.imports;
