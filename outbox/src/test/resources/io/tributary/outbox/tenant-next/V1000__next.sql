create table next (id uuid primary key);
