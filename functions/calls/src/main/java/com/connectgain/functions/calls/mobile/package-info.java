/** What the mobile app asks for, in the shapes it documents. */
package com.connectgain.functions.calls.mobile;
