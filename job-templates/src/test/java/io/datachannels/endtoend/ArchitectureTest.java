package io.datachannels.endtoend;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The arrows between modules and the few rules on how code is written, over all classes of the product. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.datachannels");

    private static final String SPI = "io.datachannels.spi..";
    private static final String ENGINE = "io.datachannels.engine..";
    private static final String PLUGINS = "io.datachannels.plugins..";
    private static final String EMULATORS = "io.datachannels.emulators..";
    private static final String LOCAL = "io.datachannels.emulators.local..";

    @Test
    void spiSeesTheJdkAndSlf4jAlone() {
        check(classes()
                .that()
                .resideInAPackage(SPI)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(SPI, "java..", "org.slf4j.."));
    }

    @Test
    void engineSeesNoPluginAndNoEmulator() {
        check(noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .dependOnClassesThat(resideInAnyPackage(PLUGINS, EMULATORS)));
    }

    @Test
    void pluginsSeeTheSpiAndNotEachOther() {
        check(noClasses()
                .that()
                .resideInAPackage(PLUGINS)
                .should()
                .dependOnClassesThat(resideInAnyPackage(ENGINE, EMULATORS)));
        check(slices().matching("io.datachannels.plugins.(*)..").should().notDependOnEachOther());
    }

    @Test
    void emulatorsSeeNeitherCoreNorPlugins() {
        check(noClasses()
                .that(resideInAPackage(EMULATORS).and(not(resideInAPackage(LOCAL))))
                .should()
                .dependOnClassesThat(resideInAnyPackage(SPI, ENGINE, PLUGINS)));
        check(noClasses()
                .that()
                .resideInAPackage(LOCAL)
                .should()
                .dependOnClassesThat(resideInAnyPackage(ENGINE, PLUGINS)));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("io.datachannels.(**)").should().beFreeOfCycles());
    }

    @Test
    void noPackageOrClassIsCalledForNothing() {
        check(noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..manager.."));
        check(noClasses().should().haveNameMatching(".*(Util|Utils|Common|Helper|Manager)"));
    }

    @Test
    void nothingStaticChanges() {
        check(fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat(not(isSynthetic()))
                .should()
                .beFinal());
    }

    @Test
    void pluginsNeitherSleepNorStartThreads() {
        check(noClasses().that().resideInAPackage(PLUGINS).should().callMethod(Thread.class, "sleep", long.class));
        check(noClasses().that().resideInAPackage(PLUGINS).should().callConstructor(Thread.class, Runnable.class));
        check(noClasses()
                .that()
                .resideInAPackage(PLUGINS)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.Executors"));
    }

    @Test
    void jsonIsReadInOnePlaceButWhereItIsData() {
        check(noClasses()
                .that(not(resideInAnyPackage(
                        "io.datachannels.engine.json..",
                        "io.datachannels.plugins.kafka",
                        "io.datachannels.plugins.odps",
                        "io.datachannels.plugins.oss")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson.."));
    }

    @Test
    void everyModuleIsLookedAt() {
        for (String each : new String[] {SPI, ENGINE, PLUGINS, EMULATORS, LOCAL}) {
            assertThat(CLASSES.stream().filter(resideInAPackage(each)).count())
                    .as(each)
                    .isGreaterThan(2);
        }
    }

    private static DescribedPredicate<JavaClass> isSynthetic() {
        return DescribedPredicate.describe(
                "synthetic", each -> each.getModifiers().contains(JavaModifier.SYNTHETIC));
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }
}
