package com.connectgain.infra.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.template.FunctionSpec;
import com.connectgain.infra.local.template.Site;
import com.connectgain.infra.local.template.Template;
import com.connectgain.infra.local.template.Trigger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypicalRequestTest {

    @Test
    void everyFunctionWithARouteIsMeasured() throws IOException {
        List<TypicalRequest> requests = TypicalRequest.all();
        List<FunctionSpec> functions = Template.read(Path.of("../../template.yaml"))
                .resolve(new Site("http://localhost", "http://localhost", Map.of()))
                .functions();
        assertThat(functions)
                .filteredOn(function ->
                        function.triggers(Trigger.Route.class).findAny().isPresent())
                .allSatisfy(function -> assertThat(requests)
                        .as(function.name())
                        .anyMatch(request -> function.isCalled(request.function())));
    }
}
