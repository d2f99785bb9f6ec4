/**
 * People and what they belong to: accounts, sessions, one-time links, memberships, invitations, API keys. Used by the
 * auth API, the account functions and the mobile login alike. No HTTP shape belongs here, and no other domain's rows.
 */
package com.connectgain.shared.identity;
