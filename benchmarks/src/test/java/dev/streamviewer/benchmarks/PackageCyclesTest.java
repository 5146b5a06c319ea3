package dev.streamviewer.benchmarks;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** Checks the dependencies between the packages of this module. */
class PackageCyclesTest {
  private static final String ROOT = "dev.streamviewer.benchmarks";

  @Test
  void packagesFormNoCycle() {
    slices()
        .matching(ROOT + ".(**)")
        .should()
        .beFreeOfCycles()
        .check(new ClassFileImporter().importPackages(ROOT));
  }
}
