/**
 * Payloads as rows: reading JSON, CSV and forms, defaults, types, normal forms, checks. Uniqueness and foreign keys
 * need other rows and belong to the store.
 */
package com.connectgain.shared.postgrest.write;
