package io.tributary.api.live;

import io.swagger.v3.oas.annotations.Operation;
import io.tributary.api.auth.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Pushes the board: each viewer has its own revision of it. */
@RestController
class LiveController {
  private static final Duration EVERY = Duration.ofMillis(500);

  private final LiveFeed feed;
  private final EventStream stream;

  LiveController(LiveFeed feed, EventStream stream) {
    this.feed = feed;
    this.stream = stream;
  }

  @Operation(summary = "Follow balances and consumption live, as server-sent events")
  @GetMapping(path = "/api/v1/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  void live(Caller caller, HttpServletResponse response) throws IOException, InterruptedException {
    long[] revision = {0};
    stream.push(response, EVERY, () -> {
      Frame frame = feed.frame(revision[0], caller.tenantId());
      revision[0] = frame.revision();
      return frame;
    });
  }
}
