/**
 * The data API: REST and RPC over the catalog's tables, sign-in, and the reference that describes all calls. Handlers
 * only; what they do lies in {@code shared} and in the packages below.
 */
package com.connectgain.functions.data;
