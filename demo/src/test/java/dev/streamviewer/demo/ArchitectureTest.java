package dev.streamviewer.demo;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the dependencies between packages and modules, in the compiled classes of all modules. */
class ArchitectureTest {
  private static final String ROOT = "dev.streamviewer";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void packagesFormNoCycle() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource({
    "auth, gateway, notifier, webhook",
    "gateway, auth, notifier, webhook",
    "notifier, auth, gateway, webhook",
    "webhook, auth, gateway, notifier",
  })
  void servicesDependOnNoOtherService(String module, String first, String second, String third) {
    noClasses()
        .that()
        .resideInAPackage(in(module))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(in(first), in(second), in(third), in("allinone"))
        .check(CLASSES);
  }

  @Test
  void platformDependsOnNoOtherModule() {
    onlyDependsOn("platform", "platform");
  }

  @Test
  void tapDependsOnPlatformAlone() {
    onlyDependsOn("tap", "tap", "platform");
  }

  @Test
  void sandboxDependsOnNoOtherModule() {
    onlyDependsOn("sandbox", "sandbox");
  }

  @Test
  void nothingThatShipsContainsStandInsOrTestTools() {
    noClasses()
        .that()
        .resideOutsideOfPackages(in("sandbox"), in("demo"), in("testing"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(in("sandbox"), in("demo"), in("testing"))
        .check(CLASSES);
  }

  private static void onlyDependsOn(String module, String... allowed) {
    noClasses()
        .that()
        .resideInAPackage(in(module))
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..")
                .and(
                    not(
                        resideInAnyPackage(
                            Stream.of(allowed).map(ArchitectureTest::in).toArray(String[]::new)))))
        .check(CLASSES);
  }

  private static String in(String module) {
    return ROOT + "." + module + "..";
  }
}
