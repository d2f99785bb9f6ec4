/**
 * Rules that no compiler checks: of the template, the architecture, the format and the packaged functions. They read
 * the repository as it is and run nothing of the local cloud; a failure says what a rule demands of new code.
 */
package com.connectgain.infra.checks;
