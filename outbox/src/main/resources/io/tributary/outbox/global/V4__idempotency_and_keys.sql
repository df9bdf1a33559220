-- Writes that carried an Idempotency-Key. content holds keyed digests per field ("field=digest"), never the values.
create table public.idempotency_keys (
  scope      uuid not null,
  operation  text not null,
  key        text not null check (char_length(key) between 1 and 200),
  content    text[] not null,
  context    text,
  tenant_id  uuid,
  tenant_seq bigint,
  result     text,
  refusal    text,
  created_at timestamptz not null,
  primary key (scope, operation, key)
);

create index idempotency_keys_created_at on public.idempotency_keys (created_at);

-- A person's data keys, wrapped by the master key; an erased key keeps its row, without the key.
create table public.subject_keys (
  tenant_id   uuid not null,
  subject_id  text not null check (char_length(subject_id) between 1 and 128),
  key_version integer not null check (key_version >= 1),
  wrapped     bytea,
  created_at  timestamptz not null,
  erased_at   timestamptz,
  primary key (tenant_id, subject_id, key_version),
  check ((wrapped is null) = (erased_at is not null))
);
