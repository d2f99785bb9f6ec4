/**
 * The composition root: settings, AWS clients, and the {@link com.connectgain.shared.kernel.Kernel} that builds the
 * parts and hands them to the functions. No business rule belongs here.
 */
package com.connectgain.shared.kernel;
