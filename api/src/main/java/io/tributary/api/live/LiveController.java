package io.tributary.api.live;

import io.swagger.v3.oas.annotations.Operation;
import io.tributary.api.auth.Caller;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Pushes the board as server-sent events. Each viewer has its own virtual thread and its own revision, so a slow one
 * misses frames, never lines.
 */
@RestController
class LiveController {
  /** Viewers of one instance at a time. */
  private static final int VIEWERS = 256;

  private static final Duration EVERY = Duration.ofMillis(500);

  /** A viewer connects anew after this, which checks its token again. */
  private static final Duration LIFE = Duration.ofMinutes(15);

  private final LiveFeed feed;
  private final JsonMapper json;
  private final Semaphore viewers = new Semaphore(VIEWERS);

  LiveController(LiveFeed feed, JsonMapper json) {
    this.feed = feed;
    this.json = json;
  }

  @Operation(summary = "Follow balances and consumption live, as server-sent events")
  @GetMapping(path = "/api/v1/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  void live(Caller caller, HttpServletRequest request, HttpServletResponse response)
      throws IOException, InterruptedException {
    if (!viewers.tryAcquire()) {
      throw new ProblemException(
          ErrorCode.TOO_MANY_REQUESTS, "this instance already serves " + VIEWERS + " live viewers");
    }
    try {
      response.setContentType("text/event-stream;charset=UTF-8");
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("X-Accel-Buffering", "no");
      push(caller, response);
    } finally {
      viewers.release();
    }
  }

  private void push(Caller caller, HttpServletResponse response) throws IOException, InterruptedException {
    long until = System.nanoTime() + LIFE.toNanos();
    long revision = 0;
    do {
      Frame frame = feed.frame(revision, caller.tenantId());
      revision = frame.revision();
      response.getOutputStream().write(("data:" + json.writeValueAsString(frame) + "\n\n").getBytes(StandardCharsets.UTF_8));
      response.flushBuffer();
    } while (feed.pause(EVERY) && System.nanoTime() < until);
  }
}
