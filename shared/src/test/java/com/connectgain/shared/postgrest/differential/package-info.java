/**
 * The engine against a real PostgreSQL: the same rows, the same query string, evaluated here in memory and there by the
 * SQL that PostgREST would have written. {@code -Ddifferential.cases=20000} makes it long, {@code
 * -Ddifferential.seed=7} makes it another run.
 */
package com.connectgain.shared.postgrest.differential;
