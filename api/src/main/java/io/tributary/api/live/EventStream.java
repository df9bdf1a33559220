package io.tributary.api.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Pushes frames as server-sent events. Each viewer has its own virtual thread and its own frames, so a slow one misses
 * frames, never what they say.
 */
@Component
public class EventStream {
  /** Viewers of one instance at a time. */
  private static final int VIEWERS = 256;

  /** A viewer connects anew after this, which checks its token again. */
  private static final Duration LIFE = Duration.ofMinutes(15);

  private final LiveFeed feed;
  private final JsonMapper json;
  private final Semaphore viewers = new Semaphore(VIEWERS);

  EventStream(LiveFeed feed, JsonMapper json) {
    this.feed = feed;
    this.json = json;
    Gauge.builder("tributary.sse.readers", viewers, free -> VIEWERS - free.availablePermits())
        .description("Readers that hold a stream of server-sent events open")
        .tags("stream", "live")
        .register(Metrics.globalRegistry);
  }

  /**
   * Pushes until the viewer goes, its time is over, or this instance stops.
   *
   * @param frames what to say next; a problem before the first frame is the answer, later it ends the stream
   * @throws ProblemException {@code TOO_MANY_REQUESTS} when all viewers' places are taken
   */
  public void push(HttpServletResponse response, Duration every, Supplier<?> frames)
      throws IOException, InterruptedException {
    if (!viewers.tryAcquire()) {
      throw new ProblemException(
          ErrorCode.TOO_MANY_REQUESTS, "this instance already serves " + VIEWERS + " live viewers");
    }
    try {
      Object first = frames.get();
      response.setContentType("text/event-stream;charset=UTF-8");
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("X-Accel-Buffering", "no");
      follow(response, every, first, frames);
    } finally {
      viewers.release();
    }
  }

  private void follow(HttpServletResponse response, Duration every, Object first, Supplier<?> frames)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + LIFE.toNanos();
    write(response, first);
    while (feed.pause(every) && System.nanoTime() < until) {
      Object next;
      try {
        next = frames.get();
      } catch (ProblemException e) {
        // Part of the answer is out already; the viewer connects anew and is told then.
        return;
      }
      write(response, next);
    }
  }

  private void write(HttpServletResponse response, Object frame) throws IOException {
    response.getOutputStream().write(("data:" + json.writeValueAsString(frame) + "\n\n").getBytes(StandardCharsets.UTF_8));
    response.flushBuffer();
  }
}
