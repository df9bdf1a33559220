package io.tributary.queries.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tributary.queries.Answer;
import io.tributary.queries.Ask;
import io.tributary.queries.Attempt;
import io.tributary.queries.Attempt.Miss;
import io.tributary.queries.Deadline;
import io.tributary.queries.Position;
import io.tributary.queries.ReachedQuery;
import io.tributary.queries.Role;
import io.tributary.schemas.Context;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import io.tributary.topologies.kernel.ViewQuery;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every question and every answer that the platform has crosses processes unchanged. */
class WireTest {
  private static final Position POSITION = Position.ofCommand(Context.CREDITS, "credits.commands", 3, 4_711)
      .merge(Position.ofSql(Context.CREDITS, UUID.randomUUID(), 12));

  @Test
  void everyQuestionAndItsAnswerCrossUnchanged() throws Exception {
    List<Class<?>> queries = queries();
    assertThat(queries).hasSizeGreaterThan(25).allMatch(Class::isRecord).contains(ReachedQuery.class);
    for (Class<?> type : queries) {
      for (int seed = 0; seed < 20; seed++) {
        crosses(type, new Samples(seed));
      }
    }
  }

  private static <R> void crosses(Class<?> type, Samples samples) throws Exception {
    @SuppressWarnings("unchecked")
    ViewQuery<R> query = (ViewQuery<R>) samples.of(type);
    Ask<R> ask = new Ask<>(query, POSITION, Deadline.in(Duration.ofSeconds(7)), true);
    Ask<?> read = Asked.read(Asked.write(ask));
    assertThat(read.query()).isEqualTo(query);
    assertThat(read.atLeast()).isEqualTo(POSITION);
    assertThat(read.standbyAllowed()).isEqualTo(ask.standbyAllowed());
    assertThat(Duration.ofNanos(read.deadline().remainingNanos())).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7));

    Type result = Samples.argument(type, ViewQuery.class);
    @SuppressWarnings("unchecked")
    R value = (R) samples.of(result);
    Attempt<R> answered = new Attempt.Answered<>(new Answer<>(value, POSITION, Role.STANDBY, 5));
    assertThat(Replied.read(Replied.write(answered), query)).as("%s", type).isEqualTo(answered);
  }

  @Test
  void whatCouldNotBeAnsweredCrossesToo() {
    ViewQuery<Boolean> query = new ReachedQuery(Context.USAGE, UUID.randomUUID());
    Attempt<Boolean> missed = Attempt.missed(Miss.BEHIND, "the asked position was not reached");
    assertThat(Replied.read(Replied.write(missed), query)).isEqualTo(missed);
    ProblemException problem =
        new ProblemException(ErrorCode.INVALID_CURSOR, "cursor", "it ends too early", Map.of("balance", 5));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Replied.read(Replied.write(problem), query))
        .satisfies(told -> {
          assertThat(told.code()).isEqualTo(ErrorCode.INVALID_CURSOR);
          assertThat(told.field()).isEqualTo("cursor");
          assertThat(told.detail()).isEqualTo("it ends too early");
          assertThat(told.extensions()).containsEntry("balance", 5);
        });
  }

  @Test
  void onlyQuestionsAreMadeOfNames() {
    byte[] asked = Asked.write(
        new Ask<>(new ReachedQuery(Context.USAGE, UUID.randomUUID()), POSITION, Deadline.in(Duration.ofSeconds(1)), false));
    for (String name : List.of("java.lang.Runtime", "queries.NoSuchQuery", "queries.remote.Cluster", "topologies.kernel.ViewQuery")) {
      byte[] other = new String(asked, StandardCharsets.ISO_8859_1)
          .replace("queries.ReachedQuery", name).getBytes(StandardCharsets.ISO_8859_1);
      byte[] head = WireJson.write(Map.of("version", 1, "query", name, "atLeast", "", "timeoutMillis", 1, "standbyAllowed", false));
      assertThat(other).isNotEqualTo(asked);
      assertThatExceptionOfType(WireException.class)
          .isThrownBy(() -> Asked.read(new Frame(head, "{}".getBytes(StandardCharsets.UTF_8)).bytes()));
    }
  }

  /** Found as classes, so that a question can't be forgotten here. */
  private static List<Class<?>> queries() {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("io.tributary.topologies", "io.tributary.queries").stream()
        .filter(found -> found.isAssignableTo(ViewQuery.class) && !found.isInterface())
        .<Class<?>>map(JavaClass::reflect)
        .toList();
  }
}
