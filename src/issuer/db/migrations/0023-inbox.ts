/**
 * What a person is told in the app as well (inbox/inbox.ts), and how often that has outdated a snapshot.
 * `person_id` refers to nobody where the work was done for nobody.
 */
export const inbox = [
  `create table inbox_items (
    person_id bigint not null,
    id text not null,
    code text not null,
    content text not null,
    created_at bigint not null,
    read_at bigint,
    primary key (person_id, id)
  )`,
  'create index inbox_items_by_time on inbox_items (created_at)',
  'alter table snapshots add column outdated bigint not null default 0',
]
