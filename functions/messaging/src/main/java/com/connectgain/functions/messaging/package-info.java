/** Messaging: sending and receiving on every channel, and the product's own mails. */
package com.connectgain.functions.messaging;
