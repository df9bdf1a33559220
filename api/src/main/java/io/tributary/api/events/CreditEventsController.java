package io.tributary.api.events;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.Caller;
import io.tributary.api.auth.TenantDoor;
import io.tributary.api.requests.Cursors;
import io.tributary.api.requests.Fields;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Streams a tenant's credit events in S0's JSON as server-sent events. */
@RestController
@Tag(name = "Credits")
class CreditEventsController {
  /** A reader connects anew after this, with the last id that it saw, which checks its token again. */
  private static final Duration LIFE = Duration.ofMinutes(15);

  /** Nothing is sent for longer than this, so that whoever is in between keeps the connection. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

  private final CreditEventFeed feed;
  private final TenantDoor door;
  private final Cursors cursors;

  CreditEventsController(CreditEventFeed feed, TenantDoor door, Cursors cursors) {
    this.feed = feed;
    this.door = door;
    this.cursors = cursors;
  }

  @GetMapping(path = "/api/credits/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      summary = "Follow a tenant's credit events, in the suite's JSON",
      description =
          "Server-sent events: `event` is the event's type, `data` the event, `id` where it lies. A browser's EventSource"
              + " goes on behind the last `id` by itself; others send it as `Last-Event-ID`. Without one it begins now, or"
              + " with `from=beginning` at the first event that is kept. Each event comes at least once, in the tenant's"
              + " order. For many readers, or much history, subscribe to the topic `credits.events`.")
  @ApiResponse(responseCode = "200", description = "Events, until the connection ends; it is closed after 15 minutes")
  void events(
      @RequestParam(required = false) @Nullable String tenantId,
      @RequestParam(required = false) @Nullable String from,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
      Caller caller,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    UUID tenant = door.enter(caller, tenantId, "tenantId");
    String list = "credit-events/" + tenant;
    if (from != null && !List.of("now", "beginning").contains(from)) {
      throw Fields.invalid("from", "from must be now or beginning");
    }
    String last = cursors.open(list, lastEventId);
    try (Subscription subscription =
        last == null
            ? feed.subscribe(tenant, "beginning".equals(from))
            : feed.subscribe(tenant, Long.parseLong(last) + 1)) {
      response.setContentType("text/event-stream;charset=UTF-8");
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("X-Accel-Buffering", "no");
      push(subscription, list, response.getOutputStream());
    }
  }

  private void push(Subscription subscription, String list, ServletOutputStream out)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + LIFE.toNanos();
    // What tells the reader that it is connected, also where nothing happens yet.
    out.write(COMMENT);
    out.flush();
    while (System.nanoTime() < until && subscription.isOpen()) {
      CreditEvent event = subscription.next(SILENCE);
      if (event == null) {
        out.write(COMMENT);
      } else {
        String text =
            "id:" + cursors.sign(list, Long.toString(event.offset())) + "\nevent:" + event.type() + "\ndata:"
                + event.json() + "\n\n";
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      if (!subscription.hasMore()) {
        out.flush();
      }
    }
  }
}
