/**
 * The history of one contact, put together from the tables that have a part of it. Nothing is stored here; what is not
 * in a table did not happen.
 */
package com.connectgain.functions.data.timeline;
