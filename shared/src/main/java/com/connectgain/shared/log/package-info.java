/** Structured logs and metrics on standard output. Ids and numbers only: never a body, a phone number or a token. */
package com.connectgain.shared.log;
