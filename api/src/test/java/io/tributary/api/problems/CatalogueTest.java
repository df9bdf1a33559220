package io.tributary.api.problems;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.harness.Api;
import io.tributary.schemas.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final Path PAGE = Path.of("..", "docs", "errors.md");
  private static final Pattern ROW = Pattern.compile("^\\| `([a-z_]+)` \\| (\\d{3}) \\| (.+?) \\| (.+?) \\|$");

  private record Row(String code, int status, String meaning, String remedy) {}

  @Test
  void thePageListsExactlyTheCatalogueInItsOrder() throws IOException {
    List<Row> rows =
        Files.readAllLines(PAGE).stream()
            .map(ROW::matcher)
            .filter(Matcher::matches)
            .map(row -> new Row(row.group(1), Integer.parseInt(row.group(2)), row.group(3), row.group(4)))
            .toList();
    assertThat(rows.stream().map(Row::code)).isEqualTo(Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList());
    for (Row row : rows) {
      ErrorCode code = ErrorCode.valueOf(row.code().toUpperCase(Locale.ROOT));
      assertThat(row.status()).as(row.code()).isEqualTo(code.status());
      assertThat(row.meaning()).as(row.code()).isEqualTo(code.meaning());
      assertThat(row.remedy()).as(row.code()).hasSizeGreaterThan(10);
    }
  }

  @Test
  void theTypeOfAProblemLeadsToItsDescription() {
    Api api = Api.shared();
    String type = api.http.get("/nowhere").send().json().get("type").asString();
    assertThat(api.http.get(type).send().json().get("meaning").asString()).isEqualTo(ErrorCode.NOT_FOUND.meaning());
    assertThat(api.http.get("/problems").send().json().get("items").size()).isEqualTo(ErrorCode.values().length);
    assertThat(api.http.get("/problems/unheard_of").send().code()).isEqualTo("not_found");
  }
}
