/**
 * The embedded cloud: reads {@code template.yaml} and runs it in one JVM, with DynamoDB, SQS, S3, an HTTP gateway,
 * event sources, schedules and a sandbox for every provider. A development tool; no product logic belongs here.
 */
package com.connectgain.infra.local;
