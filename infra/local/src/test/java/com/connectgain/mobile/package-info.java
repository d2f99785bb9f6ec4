/** The mobile app's calls, over HTTP. */
package com.connectgain.mobile;
