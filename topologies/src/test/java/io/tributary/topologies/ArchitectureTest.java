package io.tributary.topologies;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.tributary.topologies.kernel.ContextDefinition;
import io.tributary.topologies.kernel.Projection;
import java.time.Instant;
import java.util.UUID;

@AnalyzeClasses(packages = "io.tributary.topologies", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String OURS = "io.tributary.topologies.";

  private static final PureModel PURE_MODEL = new PureModel();

  @ArchTest
  static final ArchRule THE_MODEL_KNOWS_NO_FRAMEWORK =
      noClasses().that(PURE_MODEL)
          .should().dependOnClassesThat().resideInAnyPackage(
              "org.apache.kafka..", "org.apache.avro..", "org.rocksdb..", "org.springframework..")
          .because("a decision depends on state, command and time only (design rule 2)");

  @ArchTest
  static final ArchRule THE_MODEL_KNOWS_NO_CLOCK_AND_NO_CHANCE =
      noClasses().that(PURE_MODEL)
          .should().dependOnClassesThat().haveFullyQualifiedName("java.time.Clock")
          .orShould().dependOnClassesThat().haveNameMatching("java\\.util\\.(Random|SplittableRandom|random\\..*)")
          .orShould().dependOnClassesThat().haveFullyQualifiedName("java.security.SecureRandom")
          .orShould().callMethod(Instant.class, "now")
          .orShould().callMethod(System.class, "currentTimeMillis")
          .orShould().callMethod(UUID.class, "randomUUID")
          .because("the same decision must come out of an aborted transaction's repetition, and of every test");

  @ArchTest
  static final ArchRule PROJECTIONS_KNOW_NO_STREAMS =
      noClasses().that().implement(Projection.class)
          .should().dependOnClassesThat().resideInAnyPackage("org.apache.kafka.streams..", "org.springframework..")
          .because("views are computed from events and rows, wherever those come from");

  @ArchTest
  static final ArchRule CONTEXTS_ARE_STRANGERS =
      slices().matching(OURS + "(*)..").namingSlices("context $1")
          .should().notDependOnEachOther()
          .ignoreDependency(DescribedPredicate.alwaysTrue(), JavaClass.Predicates.resideInAPackage(OURS + "kernel"))
          .because("contexts speak only through events (design rule 5)");

  @ArchTest
  static final ArchRule THE_KERNEL_KNOWS_NO_CONTEXT =
      noClasses().that().resideInAPackage(OURS + "kernel")
          .should().dependOnClassesThat().resideInAnyPackage(OURS + "credits..", OURS + "directory..", OURS + "inventory..", OURS + "usage..")
          .because("contexts build on the kernel, not the other way round");

  @ArchTest
  static final ArchRule TOPOLOGIES_ARE_DECLARATIONS =
      classes().that().implement(ContextDefinition.class)
          .should().haveSimpleNameEndingWith("Topology")
          .andShould().beRecords()
          .because("topics, stores and node names are declared in one place that holds no logic");
}
