package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private final Catalogue catalogue = Catalogue.load();

  @Test
  void agreesWithEverySchemaOfTheBuild() {
    assertThat(CatalogueRules.findings(catalogue, SchemaSources.all())).isEmpty();
  }

  @Test
  void knowsTheTopicsOfTheContexts() {
    TreeSet<String> named = new TreeSet<>();
    for (Context context : Context.values()) {
      named.addAll(List.of(context.outbox(), context.commands(), context.events(), context.replies()));
    }
    assertThat(named).containsAll(catalogue.topics());
    for (Context context : Context.values()) {
      if (context.captured()) {
        assertThat(catalogue.topics()).contains(context.outbox());
      }
      if (!context.follows()) {
        assertThat(catalogue.topics()).contains(context.events());
      }
    }
  }

  @Test
  void answersWhoCarriesAndWhoOwns() {
    assertThat(catalogue.typesOf("credits.replies"))
        .containsExactly("io.tributary.credits.ConsumptionReply", "io.tributary.credits.CreditReply");
    assertThat(catalogue.typesOf("directory.events")).isEqualTo(catalogue.typesOf("outbox.directory"));
    assertThat(catalogue.ownerOf("io.tributary.directory.UserCreated")).isEqualTo("directory");
    assertThat(catalogue.ownerOf("io.tributary.common.EventMeta")).isEqualTo("platform");
    assertThat(catalogue.ownerOf("io.tributary.credits.CreditsConsumed", "balance")).isEqualTo("credits");
    assertThat(catalogue.ownerOf("io.tributary.credits.CreditsConsumed", "entityId")).isEqualTo("directory");
    assertThat(catalogue.teamOf("credits")).isEqualTo("Credits");
    assertThatIllegalArgumentException().isThrownBy(() -> catalogue.typesOf("nowhere"));
    assertThatIllegalArgumentException().isThrownBy(() -> catalogue.ownerOf("io.elsewhere.Stranger"));
  }

  @Test
  void findsWhatIsMissingOnEitherSide() {
    List<Schema> strangerOnly = List.of(SchemaBuilder.record("io.elsewhere.Stranger").fields().endRecord());
    assertThat(CatalogueRules.findings(catalogue, strangerOnly))
        .contains("io.elsewhere.Stranger is not in the catalogue")
        .contains("io.tributary.credits.CreditsConsumed is in the catalogue, but no schema has that name");
  }

  @Test
  void findsFieldsThatAnotherDomainOwns() {
    Schema consumed =
        SchemaBuilder.record("io.tributary.credits.CreditsConsumed").fields()
            .requiredString("email")
            .requiredString("userId")
            .requiredLong("balance")
            .endRecord();
    Catalogue greedy = CatalogueFile.read(GREEDY);
    assertThat(CatalogueRules.findings(greedy, List.of(consumed)))
        .containsExactly(
            "io.tributary.credits.CreditsConsumed must have its envelope first: meta of io.tributary.common.EventMeta",
            "io.tributary.credits.CreditsConsumed.email belongs to directory: credits may only refer to the user by its key",
            "io.tributary.credits.CreditsConsumed.balance has no owner: no identity it is about has this field");
  }

  @Test
  void findsEnumsThatCantGrow() {
    Schema status = SchemaBuilder.enumeration("io.tributary.directory.TenantStatus").symbols("A", "B");
    assertThat(CatalogueRules.findings(catalogue, List.of(status)))
        .contains("io.tributary.directory.TenantStatus has no enum default: adding a symbol would break every reader");
  }

  @Test
  void refusesAFileThatContradictsItself() {
    refused(GREEDY.replace("owner: directory", "owner: nobody"), "identity user belongs to nobody");
    refused(GREEDY.replace("types: [io", "types: [not.io"), "which is not a type here");
    refused(GREEDY.replace("types: [io.tributary.credits.CreditsConsumed]", "types: []"), "stands on no topic");
    refused(GREEDY.replace("{owner: credits, types", "{owner: directory, types"), "which another owns");
    refused(GREEDY.replace("about: [user]", "about: [wallet]"), "is about wallet");
    refused(GREEDY.replace("key: userId", "keys: userId"), "catalogue.yaml.identities.user: unknown member keys");
    refused(GREEDY.replace("fields: [email]", "fields: [email, email]"), "names something twice");
    refused(GREEDY + "topics: {}\n", "duplicate key topics");
  }

  private static void refused(String yaml, String message) {
    assertThatIllegalStateException().isThrownBy(() -> CatalogueFile.read(yaml)).withMessageContaining(message);
  }

  private static final String GREEDY =
      """
      owners: {credits: {team: C}, directory: {team: D}}
      identities:
        user: {owner: directory, key: userId, fields: [email]}
      types:
        io.tributary.credits.CreditsConsumed: {kind: event, owner: credits, about: [user]}
      parts: {}
      topics:
        credits.events: {owner: credits, types: [io.tributary.credits.CreditsConsumed]}
      """;
}
