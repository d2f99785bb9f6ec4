/** Organizations, keys, invitations and members, called over HTTP. */
package com.connectgain.account;
