/**
 * A position of a status list stays when the device that it named is forgotten. Neither database drops a
 * constraint in place.
 */
export const detachedPositions = [
  'drop index status_entries_by_device',
  'drop index status_entries_by_reservation',
  'alter table status_entries rename to status_entries_before',
  `create table status_entries (
    list integer not null,
    position integer not null,
    device_id text references devices (id),
    card_id text references cards (id),
    reserved_until bigint not null,
    revoked_at bigint,
    primary key (list, position)
  )`,
  `insert into status_entries (list, position, device_id, card_id, reserved_until, revoked_at)
    select list, position, device_id, card_id, reserved_until, revoked_at from status_entries_before`,
  'drop table status_entries_before',
  'create index status_entries_by_device on status_entries (device_id)',
  'create index status_entries_by_reservation on status_entries (reserved_until)',
  'create index devices_by_end on devices (ended_at) where ended_at is not null',
]
