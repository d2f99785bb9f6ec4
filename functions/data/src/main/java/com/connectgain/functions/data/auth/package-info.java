/**
 * The wire of {@code /auth/v1}: paths, bodies and errors as GoTrue has them. What a sign-up or a session is, and every
 * write, is in {@code shared.identity}.
 */
package com.connectgain.functions.data.auth;
