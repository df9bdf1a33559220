package io.tributary.api.problems;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Where a problem's {@code type} leads. */
@RestController
@Tag(name = "Problems")
class CatalogueController {
  /** One entry of the catalogue. */
  record Entry(String code, int status, String title, String meaning) {
    static Entry of(ErrorCode code) {
      return new Entry(code.code(), code.status(), code.title(), code.meaning());
    }
  }

  /** The whole catalogue. */
  record Catalogue(List<Entry> items) {}

  @GetMapping("/problems")
  @Operation(summary = "List every error code with its meaning")
  Catalogue all() {
    return new Catalogue(Arrays.stream(ErrorCode.values()).map(Entry::of).toList());
  }

  @GetMapping("/problems/{code}")
  @Operation(summary = "Explain one error code")
  Entry one(@PathVariable String code) {
    return Arrays.stream(ErrorCode.values())
        .filter(known -> known.code().equals(code))
        .findFirst()
        .map(Entry::of)
        .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, "no such error code"));
  }
}
