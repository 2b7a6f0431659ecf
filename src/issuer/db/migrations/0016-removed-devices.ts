/**
 * A session also ends because its device was removed, which the device is told. Neither database changes a
 * check in place.
 */
export const removedDevices = [
  'alter table sessions rename to sessions_before',
  `create table sessions (
    id text primary key,
    device_id text not null references devices (id),
    person_id bigint not null references accounts (person_id),
    secret_hash bytea not null,
    created_at bigint not null,
    used_at bigint not null,
    end_code text check (end_code in ('signed_out', 'device_replaced', 'device_removed'))
  )`,
  `insert into sessions (id, device_id, person_id, secret_hash, created_at, used_at, end_code)
    select id, device_id, person_id, secret_hash, created_at, used_at, end_code from sessions_before`,
  'drop table sessions_before',
  'create index sessions_by_device on sessions (device_id)',
]
