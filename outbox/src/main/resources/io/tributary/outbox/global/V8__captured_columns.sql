-- What capture sends on, and no more: each column of each row is decoded and converted, the time by a parser above all.
alter publication tributary_outbox
  set table public.outbox (id, aggregatetype, type, payload, tenant_id, tenant_seq, traceparent);
