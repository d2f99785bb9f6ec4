/**
 * The data API's language, without any input or output: {@code request} parses what was asked, {@code query} binds it
 * to the catalog and evaluates it over rows that the caller brings, {@code write} turns payloads into rows, {@code
 * answer} renders. Planning and storage are elsewhere.
 */
package com.connectgain.shared.postgrest;
