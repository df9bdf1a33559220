package io.tributary.outbox;

import io.tributary.schemas.Payloads;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The write side, put together over one pool of connections, which stays the caller's. Call {@link #migrate()} before
 * anything else, then {@link Tenants#resumeProvisioning}.
 */
public final class Outbox {
  private final JdbcClient jdbc;
  private final Clock clock;
  private final Upgrade upgrade;
  private final MasterKeyCheck masterKeyCheck;
  private final Idempotency idempotency;
  private final SubjectCipher cipher;
  private final Tenants tenants;
  private final Users users;
  private final CreditFunding funding;
  private final CreditConfigs configs;
  private final CreditReturns returns;

  private Outbox(DataSource dataSource, Payloads payloads, MasterKey masterKey, Clock clock) {
    this.clock = clock;
    JdbcTemplate template = new JdbcTemplate(dataSource);
    this.jdbc = JdbcClient.create(template);
    Transactions transactions = new Transactions(dataSource);
    Migrations migrations = new Migrations(dataSource);
    OutboxWriter writer = new OutboxWriter(template, payloads);
    TenantRows tenantRows = new TenantRows(jdbc);
    TenantStatuses statuses = new TenantStatuses(tenantRows, writer, clock);
    this.upgrade = new Upgrade(transactions, migrations, tenantRows);
    this.masterKeyCheck = new MasterKeyCheck(jdbc, masterKey);
    this.cipher = new SubjectCipher(new SubjectKeyRows(template, masterKey.wrappingKey()), clock);
    this.idempotency = new Idempotency(transactions, new IdempotencyRows(jdbc), masterKey, clock);
    UserEvents userEvents = new UserEvents(cipher);
    Provisioning provisioning =
        new Provisioning(
            transactions, tenantRows, migrations, new TenantSeed(jdbc, userEvents), statuses, writer, idempotency, clock);
    this.tenants = new JdbcTenants(tenantRows, statuses, provisioning, writer, idempotency, clock);
    this.users = new JdbcUsers(jdbc, tenantRows, userEvents, writer, idempotency, new UserResults(cipher), clock);
    this.configs = new JdbcCreditConfigs(tenantRows, new ConfigRows(jdbc), writer, idempotency, clock);
    this.returns = new CreditReturns(transactions, jdbc, writer, clock);
    this.funding =
        new JdbcCreditFunding(tenantRows, new PoolRows(jdbc), new AllocationRows(jdbc), writer, idempotency, clock);
  }

  /**
   * Puts it together; nothing is asked of the database yet.
   *
   * @param dataSource a pool of connections; no call takes more than one at a time
   * @param payloads encodes events; it must know the schemas of the directory and credits contexts
   * @param masterKey always the same for one database
   */
  public static Outbox open(DataSource dataSource, Payloads payloads, MasterKey masterKey) {
    return open(dataSource, payloads, masterKey, Clock.systemUTC());
  }

  /** With another clock, for tests. */
  public static Outbox open(DataSource dataSource, Payloads payloads, MasterKey masterKey, Clock clock) {
    return new Outbox(dataSource, payloads, masterKey, clock);
  }

  /**
   * Brings the common tables and every tenant's to this build's version.
   *
   * @throws WrongMasterKeyException when the master key isn't this database's
   */
  public void migrate() {
    upgrade.run();
    masterKeyCheck.run();
  }

  public Tenants tenants() {
    return tenants;
  }

  public Users users() {
    return users;
  }

  public CreditFunding funding() {
    return funding;
  }

  public CreditReturns returns() {
    return returns;
  }

  public CreditConfigs configs() {
    return configs;
  }

  public SubjectCipher subjectCipher() {
    return cipher;
  }

  /** Forgets Idempotency-Keys older than 32 days; returns how many. Call it daily. */
  public int purgeIdempotencyKeys() {
    return idempotency.purge();
  }

  /**
   * A purge of outbox rows behind what capture has confirmed.
   *
   * @param slot capture's replication slot
   * @param keep age below which rows stay in any case
   */
  public OutboxPurge purge(String slot, Duration keep) {
    return new OutboxPurge(jdbc, slot, keep, clock);
  }
}
