package com.connectgain.infra.local.functions;

import com.connectgain.infra.local.template.FunctionSpec;
import java.util.List;
import java.util.Optional;

/** Every function of the template. */
public final class Functions {

    private final List<LambdaFunction> all;

    public Functions(List<FunctionSpec> specs, Kernels kernels) {
        this.all = specs.stream().map(spec -> new LambdaFunction(spec, kernels)).toList();
    }

    public List<LambdaFunction> all() {
        return all;
    }

    public Optional<LambdaFunction> find(String name) {
        return all.stream().filter(function -> function.spec().isCalled(name)).findFirst();
    }

    /** Functions whose handler class is not on the class path, or is no handler; they answer 500 when called. */
    public List<FunctionSpec> missing() {
        return all.stream()
                .filter(function -> !function.isLoadable())
                .map(LambdaFunction::spec)
                .toList();
    }
}
