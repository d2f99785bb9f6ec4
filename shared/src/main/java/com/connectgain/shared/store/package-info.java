/**
 * Rows and operational items in DynamoDB: keys, access paths, transactions, claims, counters. The only package that
 * speaks to DynamoDB. It knows the catalog, but no query language and no business rule.
 */
package com.connectgain.shared.store;
