package io.tributary.outbox;

import java.util.List;

/** A user to be created; no roles means BASIC. */
public record NewUser(String name, String email, List<String> roles) {
  public NewUser {
    roles = List.copyOf(roles);
  }
}
