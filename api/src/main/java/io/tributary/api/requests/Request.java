package io.tributary.api.requests;

import io.tributary.api.auth.Caller;
import io.tributary.outbox.WriteContext;
import jakarta.servlet.http.HttpServletResponse;

/**
 * A request to change something, besides its body.
 *
 * @param response for what an answer by exception can't carry
 */
public record Request(
    Caller caller, WriteContext context, Correlation correlation, HttpServletResponse response) {}
