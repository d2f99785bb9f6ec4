/** When hosts are taken, so that none of them is booked twice for the same time. What is booked is its callers' business. */
package com.connectgain.shared.bookings;
