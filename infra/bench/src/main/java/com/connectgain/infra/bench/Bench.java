package com.connectgain.infra.bench;

import com.connectgain.infra.bench.CloudRuns.Findings;
import com.connectgain.infra.bench.ColdStart.Comparison;
import com.connectgain.infra.local.template.FunctionSpec;
import com.connectgain.infra.local.template.Site;
import com.connectgain.infra.local.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code mvn -Pbench}. Arguments: the function whose cold start is compared, and in how many rounds. Ends with an error
 * when a request was not answered as documented or a function has no request.
 */
public final class Bench {

    private static final Path ROOT = Path.of(System.getProperty("project.root", "."));
    private static final Path WORK = ROOT.resolve("infra/bench/target").toAbsolutePath();

    private Bench() {}

    public static void main(String[] arguments) {
        int status = 1;
        try {
            status = run(arguments[0], Integer.parseInt(arguments[1])) ? 0 : 1;
        } catch (Exception failure) {
            failure.printStackTrace();
        }
        // The emulators keep threads.
        System.exit(status);
    }

    private static boolean run(String name, int rounds) throws Exception {
        Path templateFile = ROOT.resolve("template.yaml");
        Template template =
                Template.read(templateFile).resolve(new Site("http://localhost", "http://localhost", Map.of()));
        FunctionSpec function = template.functions().stream()
                .filter(spec -> spec.isCalled(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("template.yaml has no function " + name));
        Optional<NodeRuntime> node =
                NodeRuntime.install(ROOT.resolve("infra/bench/src/main/node"), WORK.resolve("node"));
        Comparison cold;
        try (ColdStart start =
                new ColdStart(function, TypicalRequest.coldStartOf(name), packageOf(function), WORK.resolve("cold"))) {
            cold = start.run(node, rounds);
        }
        List<WarmRuns.Result> idle = WarmRuns.withoutStore();
        Findings findings = CloudRuns.on(templateFile);
        DataCosts.Findings data = DataCosts.on(template);
        double language = WarmRuns.language();
        Report report = new Report(cold, node, idle, findings, data, language);
        System.out.println(report.markdown());
        Files.writeString(WORK.resolve("bench.json"), report.json().toPrettyString() + "\n");
        return findings.problems().isEmpty() && data.problems().isEmpty();
    }

    /** The jar of the domain that the handler's package names. */
    private static Path packageOf(FunctionSpec function) throws IOException {
        String[] names = function.className().split("\\.");
        Path target = ROOT.resolve("functions").resolve(names[3]).resolve("target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith("-lambda.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("No package in " + target));
        }
    }
}
