/**
 * Lambda's event sources: queues, table streams, bucket notifications and schedules, each turned into the event that
 * AWS sends and handled with the retries that AWS gives.
 */
package com.connectgain.infra.local.sources;
