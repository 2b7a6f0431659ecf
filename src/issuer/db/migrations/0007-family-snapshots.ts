/**
 * Snapshots for two audiences: the person, and the guardians of the person, who do not see the person's own dependants. Long ones are
 * stored packed. Everything is signed anew at its next reading, because snapshots now name whose card is whose.
 */
export const familySnapshots = [
  'alter table snapshots rename to snapshots_before_0007',
  `create table snapshots (
    person_id bigint not null references people (id),
    audience text not null check (audience in ('holder', 'guardians')),
    sequence integer not null,
    issued_at bigint not null,
    renew_at bigint not null,
    etag text not null,
    encoding text check (encoding in ('gzip')),
    body bytea not null,
    primary key (person_id, audience)
  )`,
  `insert into snapshots (person_id, audience, sequence, issued_at, renew_at, etag, body)
    select person_id, 'holder', sequence, issued_at, 0, etag, body from snapshots_before_0007`,
  'drop table snapshots_before_0007',
]
