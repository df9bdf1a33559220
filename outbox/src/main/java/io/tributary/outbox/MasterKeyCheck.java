package io.tributary.outbox;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Refuses a master key that isn't the database's: with another one, everything sealed so far would be unreadable. */
final class MasterKeyCheck {
  private static final String SETTING = "master_key.fingerprint";

  private final JdbcClient jdbc;
  private final MasterKey masterKey;

  MasterKeyCheck(JdbcClient jdbc, MasterKey masterKey) {
    this.jdbc = jdbc;
    this.masterKey = masterKey;
  }

  /** The first key that comes is the database's. */
  void run() {
    jdbc.sql("insert into public.system_settings (name, value) values (?, ?) on conflict do nothing")
        .params(SETTING, masterKey.fingerprint())
        .update();
    String known =
        jdbc.sql("select value from public.system_settings where name = ?").param(SETTING).query(String.class).single();
    if (!known.equals(masterKey.fingerprint())) {
      throw new WrongMasterKeyException();
    }
  }
}
