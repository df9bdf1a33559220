-- The registry's storage lies with the platform's data: payloads hold its schema ids.
create database registry;
