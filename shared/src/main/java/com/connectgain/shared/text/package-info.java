/**
 * Texts with variables: {@code {{contact.first_name}}}. It knows how tokens are written and rendered; what they stand
 * for is told by whoever renders.
 */
package com.connectgain.shared.text;
