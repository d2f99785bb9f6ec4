/**
 * From an HTTP request to an immutable tree of what was asked: query string, preferences, ranges and media types. Knows
 * grammar and its errors, but no table and no column.
 */
package com.connectgain.shared.postgrest.request;
