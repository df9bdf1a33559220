package io.tributary.api.openapi;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The description under the name that people look for; the YAML form lies beside it. */
@Hidden
@Controller
class OpenApiController {
  @GetMapping("/openapi.json")
  String json() {
    return "forward:/openapi";
  }
}
