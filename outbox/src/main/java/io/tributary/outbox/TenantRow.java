package io.tributary.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A row of {@code public.tenants}: the tenant and what its provisioning needs. */
record TenantRow(
    Tenant tenant,
    ProvisioningStep step,
    long version,
    int schemaVersion,
    @Nullable String adminEmail,
    @Nullable String registrationKey) {
  TenantSchema schema() {
    return new TenantSchema(tenant.schemaName());
  }

  static TenantRow of(ResultSet row) throws SQLException {
    Tenant tenant =
        new Tenant(
            Sql.uuid(row, "id"),
            row.getString("name"),
            row.getString("domain"),
            row.getString("plan"),
            TenantStatus.valueOf(row.getString("status")),
            row.getString("schema_name"),
            Sql.instant(row, "created_at"),
            Sql.instant(row, "updated_at"));
    return new TenantRow(
        tenant,
        ProvisioningStep.valueOf(row.getString("provisioning_step")),
        row.getLong("version"),
        row.getInt("schema_version"),
        row.getString("admin_email"),
        row.getString("registration_key"));
  }
}
