package com.connectgain.infra.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** cfn-lint knows every property of every resource type; not one finding is tolerated. */
class LintTest {

    @Test
    void templateHasNoFindings() throws IOException, InterruptedException {
        if (!PythonTools.works("cfn-lint", "--version")) {
            PythonTools.skip("template.yaml was not linted, because cfn-lint is not installed (pip install cfn-lint)");
        }
        PythonTools.Result result = PythonTools.run(List.of("cfn-lint", "-r", "eu-west-1", "-t", "template.yaml"));
        assertThat(result.output() + result.errors()).as("findings of cfn-lint").isBlank();
        assertThat(result.exit()).isZero();
    }
}
