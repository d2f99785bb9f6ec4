/** Waiting within a request: until others are done, or so that its length tells nothing. Later work is a queue's business. */
package com.connectgain.shared.pace;
