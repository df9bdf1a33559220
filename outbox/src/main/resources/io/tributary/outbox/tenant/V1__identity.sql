-- A tenant's identity tables, in the tenant's own schema (S3 "Schema Structure").
create table users (
  id         uuid primary key,
  name       text not null check (char_length(name) between 1 and 200),
  email      text not null check (char_length(email) between 3 and 254),
  is_active  boolean not null default true,
  version    bigint not null check (version >= 1),
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create unique index users_email on users (lower(email));

create table roles (
  id         uuid primary key,
  name       text not null unique check (name ~ '^[A-Z][A-Z0-9_]{0,63}$'),
  level      integer not null check (level between 1 and 4),
  version    bigint not null check (version >= 1),
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table role_permissions (
  role_id    uuid not null references roles (id) on delete cascade,
  resource   text not null,
  action     text not null check (action in ('create', 'read', 'update', 'delete')),
  conditions jsonb not null default '{}',
  primary key (role_id, resource, action)
);

create table user_roles (
  user_id uuid not null references users (id),
  role_id uuid not null references roles (id),
  primary key (user_id, role_id)
);

create index user_roles_role on user_roles (role_id);

create table settings (
  name       text primary key,
  value      text not null,
  updated_at timestamptz not null
);
