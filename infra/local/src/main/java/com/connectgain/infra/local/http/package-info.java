/**
 * A small HTTP/1.1 server on virtual threads. The JDK's own refuses a raw <code>{</code>, <code>"</code> or
 * <code>|</code> in a query, which API Gateway passes and PostgREST's filters use; it also answers HTML where the
 * product promises JSON. No routing here.
 */
package com.connectgain.infra.local.http;
