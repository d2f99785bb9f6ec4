/** The functions of the test template: each shows one thing that a function may do to the cloud that runs it. */
package com.connectgain.infra.local.handlers;
