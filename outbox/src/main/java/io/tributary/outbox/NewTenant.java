package io.tributary.outbox;

/** What a registration says; {@code adminEmail} becomes the tenant's first user, with the role OWNER. */
public record NewTenant(String name, String domain, String plan, String adminEmail) {}
