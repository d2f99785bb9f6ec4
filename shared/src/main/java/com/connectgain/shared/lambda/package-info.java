/**
 * The edge between AWS Lambda and the product: one base class per kind of trigger. It adapts the event, resolves the
 * caller, counts the call, renders errors and logs, so that a handler is a few lines. No domain logic belongs here.
 */
package com.connectgain.shared.lambda;
