/**
 * What stands in for the outside world: providers that record and answer, faults on demand, the movable clock, and the
 * control surface under {@code /_sandbox}. None of it ships to AWS.
 */
package com.connectgain.infra.local.sandbox;
