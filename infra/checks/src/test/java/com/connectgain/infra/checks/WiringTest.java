package com.connectgain.infra.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.checks.Template.Function;
import com.connectgain.infra.runtime.Rehearsals;
import com.connectgain.infra.runtime.WorkerPackage;
import com.connectgain.shared.lambda.HttpFunction;
import com.connectgain.shared.lambda.QueueFunction;
import com.connectgain.shared.lambda.ScheduledFunction;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions of the template and handler classes of the modules describe each other exactly. */
class WiringTest {

    private static final Template TEMPLATE = Template.load();
    private static final Pattern SETTING =
            Pattern.compile("\\bsettings(?:\\(\\))?\\s*\\.(?:require|find|get)\\(\\s*\"([A-Z0-9_]+)\"");

    /** Set by the local cloud only, like the providers' addresses; Lambda itself sets those of AWS. */
    private static final Set<String> SET_ELSEWHERE = Set.of("SECRETS_JSON", "OUTBOUND_ALLOWED_HOSTS", "EXTRA_CATALOG");

    static List<Function> functions() {
        return TEMPLATE.functions();
    }

    @Test
    void everyHandlerClassIsWiredExactlyOnce() {
        List<String> classes =
                FunctionClasses.all().stream().map(Class::getName).sorted().toList();
        List<String> wired =
                functions().stream().map(Function::handler).sorted().toList();
        assertThat(wired)
                .as("handlers in template.yaml against the concrete handler classes under functions/")
                .containsExactlyElementsOf(classes);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void handlerCanBeMadeByLambda(Function function) throws ReflectiveOperationException {
        Class<?> handler = Class.forName(function.handler(), false, getClass().getClassLoader());
        assertThat(Modifier.isPublic(handler.getModifiers())).as("public class").isTrue();
        assertThat(handler.getConstructors())
                .as("%s has a public constructor without arguments", handler)
                .anyMatch(constructor -> constructor.getParameterCount() == 0);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void triggerFitsTheBaseClass(Function function) throws ReflectiveOperationException {
        Class<?> handler = Class.forName(function.handler(), false, getClass().getClassLoader());
        Set<String> triggers =
                Set.copyOf(function.events().stream().map(Template.Event::type).toList());
        Map<Class<?>, String> expected = Map.of(
                HttpFunction.class, "HttpApi", QueueFunction.class, "SQS", ScheduledFunction.class, "ScheduleV2");
        expected.forEach((base, trigger) -> {
            if (base.isAssignableFrom(handler)) {
                assertThat(triggers)
                        .as("triggers of a %s", base.getSimpleName())
                        .containsExactly(trigger);
            }
        });
        assertThat(triggers).as("a function without a trigger is dead code").isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void functionIsNamedAndPackagedAfterItsClassAndDomain(Function function) {
        String domain = function.domain();
        String simple = function.handler().substring(function.handler().lastIndexOf('.') + 1);
        String kebab = simple.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
        String role = domain.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + domain.substring(1) + "Role";
        assertThat(function.handler()).isEqualTo("com.connectgain.functions." + domain + "." + simple);
        assertThat(function.id()).isEqualTo(simple);
        assertThat(function.resource().text("FunctionName")).isEqualTo("{Fn::Sub=${AWS::StackName}-" + kebab + "}");
        assertThat(function.resource().text("CodeUri"))
                .isEqualTo(
                        function.snapStart()
                                ? "functions/" + domain + "/target/" + domain + "-1.0.0-SNAPSHOT-lambda.jar"
                                : "infra/runtime/target/" + domain + "-worker.zip");
        assertThat(Template.target(function.merged().get("Role")))
                .as("role of the domain")
                .contains(role);
        assertThat(Template.target(
                        Template.at(function.merged(), "LoggingConfig.LogGroup").orElse("")))
                .as("log group of the domain")
                .contains(role.replace("Role", "Logs"));
    }

    @Test
    void everyRouteIsUniqueAndTakesAnyMethod() {
        List<String> routes = TEMPLATE.events("HttpApi")
                .map(event -> event.properties().get("Method") + " "
                        + shape(event.properties().get("Path")))
                .toList();
        assertThat(routes).isNotEmpty().doesNotHaveDuplicates().allMatch(route -> route.startsWith("ANY /"));
    }

    /** {@code /a/{x}} and {@code /a/{y}} are the same route to the gateway. */
    private static String shape(Object path) {
        return path.toString().replaceAll("\\{[^}+]+}", "{}").replaceAll("\\{[^}]+\\+}", "{+}");
    }

    /** A snapshot has started already; what has none starts from the cache of its package. */
    @ParameterizedTest
    @MethodSource("functions")
    void snapStartOrStartFromTheCacheButNeverBoth(Function function) {
        boolean http = function.events().stream().anyMatch(event -> event.type().equals("HttpApi"));
        assertThat(function.snapStart()).as("SnapStart where people wait").isEqualTo(http);
        assertThat(function.merged().containsKey("AutoPublishAlias"))
                .as("SnapStart needs published versions")
                .isEqualTo(function.snapStart());
        assertThat(function.variables().get("AWS_LAMBDA_EXEC_WRAPPER"))
                .isEqualTo(function.snapStart() ? null : WorkerPackage.WRAPPER);
        // The runtime chooses the compiler: C1 alone for a plain start, both for a snapshot.
        assertThat(function.variables()).doesNotContainKey("JAVA_TOOL_OPTIONS");
    }

    /** EventBridge Scheduler shares one role and retries by its own policy; rules cost a permission each. */
    @Test
    void schedulesAreOfTheSchedulerService() {
        assertThat(TEMPLATE.events("Schedule", "ScheduleV2")).isNotEmpty().allSatisfy(schedule -> {
            assertThat(schedule.type()).isEqualTo("ScheduleV2");
            assertThat(schedule.properties()).containsKey("RetryPolicy");
        });
    }

    @Test
    void everyFunctionWithoutSnapStartIsRehearsed() throws IOException {
        Rehearsals rehearsals = Rehearsals.read();
        Set<String> rehearsed = rehearsals.domains().values().stream()
                .flatMap(List::stream)
                .map(Rehearsals.Scene::handler)
                .collect(Collectors.toSet());
        List<Function> plain =
                functions().stream().filter(function -> !function.snapStart()).toList();
        assertThat(plain).extracting(Function::handler).containsExactlyInAnyOrderElementsOf(rehearsed);
        assertThat(plain)
                .allSatisfy(function -> assertThat(rehearsals.environment())
                        .as("environment in rehearsals.json")
                        .containsKeys(function.variables().keySet().stream()
                                .filter(name -> !name.equals("AWS_LAMBDA_EXEC_WRAPPER"))
                                .toArray(String[]::new)));
    }

    @Test
    void everySettingTheCodeReadsIsSetByTheTemplate() {
        Set<String> set = functions().stream()
                .flatMap(function -> function.variables().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> read = Repository.deployedSources().stream()
                .map(Repository::read)
                .flatMap(source -> SETTING.matcher(source).results())
                .map((MatchResult match) -> match.group(1))
                .filter(name -> !name.startsWith("AWS_") && !name.startsWith("PROVIDER_"))
                .filter(name -> !SET_ELSEWHERE.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(set).as("environment variables of the template").containsAll(read);
    }
}
