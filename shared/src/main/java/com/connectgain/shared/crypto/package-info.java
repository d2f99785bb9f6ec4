/**
 * Secrets: where they come from, tokens signed with them, values sealed at rest, passwords and hashes. Who may read
 * what is decided elsewhere ({@code auth}).
 */
package com.connectgain.shared.crypto;
