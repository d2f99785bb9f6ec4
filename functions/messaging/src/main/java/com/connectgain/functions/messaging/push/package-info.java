/**
 * Web Push to members' browsers: VAPID (RFC 8292), payloads encrypted for the one browser (RFC 8291). What is worth a
 * message is decided elsewhere.
 */
package com.connectgain.functions.messaging.push;
