/** Functions about organizations and the people in them: keys, invitations, members. The rules are in shared.identity. */
package com.connectgain.functions.account;
