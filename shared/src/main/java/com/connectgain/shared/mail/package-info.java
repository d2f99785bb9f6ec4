/**
 * Transactional mail of the product itself: invitations, confirmations, resets. Texts belong to the callers; customers'
 * own e-mail channels are not sent from here.
 */
package com.connectgain.shared.mail;
