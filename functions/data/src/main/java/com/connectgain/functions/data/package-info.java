/** The data domain: tables and functions under {@code /rest/v1}, sign-in under {@code /auth/v1}, and their reference. */
package com.connectgain.functions.data;
