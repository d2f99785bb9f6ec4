/**
 * What values mean to PostgreSQL 15: reading text and JSON into the canonical stored form, order, equality, casts,
 * containment, patterns, three-valued logic, and the exact errors. Pure functions over Jackson nodes; no queries, no
 * storage. Texts order by code point (C collation), as DynamoDB keys do.
 */
package com.connectgain.shared.sql;
