package io.tributary.outbox;

/** How far a tenant's provisioning has come; each step is taken once, whatever crashes in between. */
enum ProvisioningStep {
  REGISTERED,
  SCHEMA_CREATED,
  MIGRATED,
  SEEDED,
  READY
}
