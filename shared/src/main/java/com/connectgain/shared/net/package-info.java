/**
 * Outbound HTTP: every call to a provider or to an address that a customer gave leaves through
 * {@link com.connectgain.shared.net.HttpSender}. What a call means to a provider is its adapter's business.
 */
package com.connectgain.shared.net;
