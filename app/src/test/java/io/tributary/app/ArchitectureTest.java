package io.tributary.app;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.tributary.schemas.KafkaAccess;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.connect.util.SharedTopicAdmin;
import org.apache.kafka.connect.util.TopicAdmin;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;

/** Of all that runs on servers of others; what brings its own (embedded, bench, laboratories) knows how they let it in. */
@AnalyzeClasses(
    packages = {
      "io.tributary.api", "io.tributary.app", "io.tributary.connectors", "io.tributary.outbox", "io.tributary.queries",
      "io.tributary.schemas", "io.tributary.topologies"
    },
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** Their properties hold what {@link KafkaAccess#with} returns; whoever else makes a client must be thought about here. */
  private static final Set<String> GIVEN_ALL_PROPERTIES = Set.of(
      "io.tributary.queries.ContextRuntime",
      "io.tributary.connectors.KafkaOffsets$LazyAdmin");

  private static final DescribedPredicate<JavaClass> CLIENTS = describe("Kafka clients", type ->
      type.isAssignableTo(Admin.class) || type.isAssignableTo(Consumer.class) || type.isAssignableTo(Producer.class)
          || type.isEquivalentTo(KafkaStreams.class) || type.isEquivalentTo(SharedTopicAdmin.class)
          || type.isEquivalentTo(TopicAdmin.class));

  @ArchTest
  static final ArchRule EVERY_CLIENT_GETS_IN =
      noClasses()
          .that(describe("make clients of their own", type ->
              !type.isEquivalentTo(KafkaAccess.class)
                  && !type.isAssignableTo(KafkaClientSupplier.class)
                  && !CLIENTS.test(type)
                  && !GIVEN_ALL_PROPERTIES.contains(type.getName())))
          .and().resideOutsideOfPackage("io.tributary.app.lab..")
          .should()
          .callConstructorWhere(describe("makes a Kafka client", call -> isClient(call)))
          .orShould()
          .callMethodWhere(describe("makes an admin client", call ->
              isClient(call) && call.getTarget().getName().equals("create")))
          .because("a client that KafkaAccess did not make speaks without TLS and credentials");

  private static boolean isClient(JavaAccess<?> call) {
    return CLIENTS.test(call.getTargetOwner());
  }
}
