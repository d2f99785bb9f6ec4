/**
 * Measures what a request costs: cold starts through the real Lambda runtime client, the time of a warm handler, and
 * DynamoDB calls per request. Rules that must hold belong in tests, not here.
 */
package com.connectgain.infra.bench;
