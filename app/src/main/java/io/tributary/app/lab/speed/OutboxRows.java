package io.tributary.app.lab.speed;

/** Rows of the outbox, made in the server: some 120 bytes of payload each, of a hundred new tenants. */
final class OutboxRows {
  static final String NAME = "laboratory_rows";

  /** Takes the number of rows, and how many of them a transaction has. */
  static final String PROCEDURE = """
      create or replace procedure %s(total int, per_transaction int) language plpgsql as $$
      declare
        tenants uuid[] := array(select gen_random_uuid() from generate_series(1, 100));
        tenant uuid;
      begin
        for number in 0 .. total / per_transaction - 1 loop
          tenant := tenants[1 + number %% 100];
          insert into public.outbox (id, aggregatetype, aggregateid, type, payload, tenant_id, tenant_seq)
            select gen_random_uuid(), 'credits', tenant::text, 'io.tributary.credits.AllocationRecorded',
              decode(repeat('00000000ab', 20) || md5(number::text), 'hex'), tenant,
              (number / 100) * per_transaction + place
            from generate_series(1, per_transaction) as place;
          commit;
        end loop;
      end $$""".formatted(NAME);

  private OutboxRows() {}
}
