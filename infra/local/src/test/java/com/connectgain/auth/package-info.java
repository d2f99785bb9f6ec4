/** {@code /auth/v1} and the sign-in that other tests start from, called over HTTP as a client calls it. */
package com.connectgain.auth;
