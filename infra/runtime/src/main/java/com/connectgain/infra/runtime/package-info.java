/**
 * Lambda's runtime, played on this machine: its API, its Java command, its processes. And what is made with it: the
 * packages of functions that start without SnapStart, with the AOT cache that a rehearsal trains. Nothing is deployed
 * from here but {@code src/main/worker/start} and the cache.
 */
package com.connectgain.infra.runtime;
