/**
 * The data API over the store: plans a bound query onto access paths, reads, embeds, writes, under row security. The
 * language itself (grammar, binding, evaluation, rendering) is in the neighbouring packages and does no I/O.
 */
package com.connectgain.shared.postgrest.run;
