/**
 * Rules that no compiler checks: of the template, the architecture, the format and the packaged functions. They read the
 * repository as it is; what a rule demands of new code or of a new resource is said in its failure message.
 */
package com.connectgain.infra.checks;
