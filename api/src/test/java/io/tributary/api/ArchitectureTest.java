package io.tributary.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tributary.api", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule NO_STREAMS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka.streams..")
          .because("state is reached through interactive-queries, wherever it lives, so the API also runs apart from it");

  @ArchTest
  static final ArchRule KAFKA_ONLY_WHERE_RECORDS_TRAVEL =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.tributary.api.commands", "io.tributary.api.events", "io.tributary.api.live")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..")
          .because("the gateway sends commands, the feeds read events; all others need not know how records travel");

  @ArchTest
  static final ArchRule NO_SQL =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework.jdbc..", "javax.sql..")
          .because("each change and its outbox row commit together, which only the write side can promise");
}
