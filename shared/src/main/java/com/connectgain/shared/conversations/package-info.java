/**
 * Where a message belongs, and how it is recorded once however often it is delivered: for everything that brings
 * messages. Sending them, and what a conversation says of itself, is not decided here.
 */
package com.connectgain.shared.conversations;
