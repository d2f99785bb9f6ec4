package com.connectgain.infra.checks;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.lambda.HttpFunction;
import com.connectgain.shared.lambda.QueueFunction;
import com.connectgain.shared.lambda.ScheduledFunction;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house rules: who may know whom, and how small a handler stays. */
class ArchitectureTest {

    private static final String SHARED = "com.connectgain.shared..";
    private static final String FUNCTIONS = "com.connectgain.functions..";
    private static final String INFRA = "com.connectgain.infra..";
    private static final int LONGEST_HANDLER = 120;
    private static final int LONGEST_SOURCE = 500;

    private static final JavaClasses DEPLOYED = new ClassFileImporter().importPaths(compiled());

    private static final DescribedPredicate<JavaClass> HANDLERS = DescribedPredicate.describe(
            "handlers",
            type -> type.getPackageName().startsWith("com.connectgain.functions")
                    && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                    && Stream.of(HttpFunction.class, QueueFunction.class, ScheduledFunction.class)
                            .anyMatch(type::isAssignableTo));

    private static List<Path> compiled() {
        Stream<Path> modules = Stream.concat(
                Stream.of(Path.of("shared")), Repository.domains().stream().map(Path.of("functions")::resolve));
        return modules.map(module -> Repository.ROOT.resolve(module).resolve("target/classes"))
                .filter(Files::isDirectory)
                .toList();
    }

    static List<Path> handlerSources() {
        return FunctionClasses.all().stream()
                .map(type -> Repository.ROOT
                        .resolve("functions")
                        .resolve(type.getPackageName().split("\\.")[3])
                        .resolve("src/main/java")
                        .resolve(type.getName().replace('.', '/') + ".java"))
                .toList();
    }

    @Test
    void sharedKnowsNeitherFunctionsNorInfra() {
        check(noClasses()
                .that()
                .resideInAPackage(SHARED)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FUNCTIONS, INFRA));
    }

    @Test
    void functionsKnowNoInfra() {
        check(noClasses()
                .that()
                .resideInAPackage(FUNCTIONS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(INFRA));
    }

    @Test
    void noDomainKnowsAnother() {
        check(slices().matching("com.connectgain.functions.(*)..").should().notDependOnEachOther());
    }

    @Test
    void onlyTheKernelReadsTheEnvironment() {
        check(noClasses()
                .that()
                .doNotBelongToAnyOf(Kernel.class)
                .should()
                .callMethodWhere(target(
                                owner(DescribedPredicate.describe("System", type -> type.isEquivalentTo(System.class))))
                        .and(target(nameMatching("getenv|getProperty|getProperties"))))
                .because("settings reach a class through its constructor"));
    }

    @Test
    void onlyTheStoreTalksToDynamoDb() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("com.connectgain.shared.store..", "com.connectgain.shared.kernel..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk.services.dynamodb.."));
    }

    @Test
    void onlyStoreAndQueuesTalkToSqs() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "com.connectgain.shared.store..",
                        "com.connectgain.shared.queue..",
                        "com.connectgain.shared.queues..",
                        "com.connectgain.shared.kernel..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk.services.sqs.."));
    }

    @Test
    void functionsReachAwsThroughSharedOnly() {
        check(noClasses()
                .that()
                .resideInAPackage(FUNCTIONS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk.services.."));
    }

    @Test
    void onlyTheLogAndWhoWiresItPrint() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("com.connectgain.shared.log..", "com.connectgain.shared.kernel..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.logging.."));
    }

    @Test
    void nobodySleeps() {
        check(noClasses()
                .that()
                .resideInAPackage(FUNCTIONS)
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .because("a Lambda that waits is paid for; what is due later lives in the due index"));
    }

    @Test
    void handlersAreFinalWithTwoConstructors() {
        List<JavaClass> handlers = DEPLOYED.stream().filter(HANDLERS).toList();
        assertThat(handlers).isNotEmpty().allSatisfy(handler -> {
            assertThat(handler.reflect()).isFinal().isPublic();
            assertThat(handler.reflect().getConstructors())
                    .as("public constructors of %s", handler.getName())
                    .extracting(constructor -> List.of(constructor.getParameterTypes()))
                    .containsExactlyInAnyOrder(List.of(), List.of(Kernel.class));
        });
    }

    @Test
    void handlersKnowSharedTheirDomainAndJsonOnly() {
        check(classes()
                .that(HANDLERS)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        SHARED,
                        FUNCTIONS,
                        "java..",
                        "com.fasterxml.jackson..",
                        "com.amazonaws.services.lambda.runtime..")));
    }

    @ParameterizedTest
    @MethodSource("handlerSources")
    void handlerStaysSmall(Path source) {
        assertThat(Repository.read(source).lines().count())
                .as("lines of %s; what is longer is the domain's logic, not its handler", Repository.relative(source))
                .isLessThanOrEqualTo(LONGEST_HANDLER);
    }

    @Test
    void noSourceGrowsBeyondReading() {
        assertThat(Repository.sources())
                .allSatisfy(source -> assertThat(Repository.read(source).lines().count())
                        .as("lines of %s", Repository.relative(source))
                        .isLessThanOrEqualTo(LONGEST_SOURCE));
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        assertThat(Repository.deployedSources().stream().map(Path::getParent).distinct())
                .as("packages without package-info.java")
                .allMatch(folder -> Files.exists(folder.resolve("package-info.java")));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(DEPLOYED);
    }
}
