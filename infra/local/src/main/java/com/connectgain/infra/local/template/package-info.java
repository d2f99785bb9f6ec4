/**
 * {@code template.yaml} as values: the tables, queues, buckets, functions, routes and triggers that it declares, with
 * its intrinsic functions resolved for this machine. Nothing here starts or calls anything.
 */
package com.connectgain.infra.local.template;
