package com.connectgain.shared.postgrest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.connectgain.shared.http.Problem;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BudgetTest {

    @Test
    void asManyRowsAsAllowedMayBeExamined() {
        Budget budget = new Budget();
        budget.spend(50_000);
        assertThat(budget.examined()).isEqualTo(50_000);
    }

    @Test
    void oneRowMoreIsAnErrorThatSaysWhatToDo() {
        Budget budget = new Budget();
        budget.spend(50_000);
        Problem problem = catchThrowableOfType(Problem.class, () -> budget.spend(1));
        assertThat(problem.status()).isEqualTo(413);
        assertThat(problem.code()).isEqualTo("54000");
        assertThat(problem.getMessage()).contains("50000 rows");
        assertThat(problem.hint()).contains("order by created_at").contains("indexed column");
    }

    @Test
    void pathsThatAreReadSideBySideSpendTheSameBudget() {
        Budget budget = new Budget();
        assertThatThrownBy(() -> IntStream.range(0, 60).parallel().forEach(path -> budget.spend(1_000)))
                .hasStackTraceContaining("The request would examine more than");
    }
}
