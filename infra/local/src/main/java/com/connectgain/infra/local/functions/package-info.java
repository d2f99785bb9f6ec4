/**
 * The functions of the template as running objects: loading a handler, giving it its environment, invoking it within
 * its time. What triggers an invocation lives elsewhere.
 */
package com.connectgain.infra.local.functions;
