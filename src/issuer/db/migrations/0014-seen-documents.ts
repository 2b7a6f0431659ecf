/**
 * The document that an officer has seen is kept with what they decided, sealed; of two officers who must both
 * see it, the first is kept.
 */
export const seenDocuments = [
  'alter table declarations add column seen_document bytea',
  'alter table declarations add column seen_by text references officers (id)',
  `create table account_resets (
    id text not null,
    person_id bigint not null references people (id),
    office_code text not null references offices (code),
    phone text not null,
    seen_document bytea not null,
    asked_by text not null references officers (id),
    asked_at bigint not null,
    confirmed_by text references officers (id),
    done_at bigint,
    primary key (person_id, id)
  )`,
  'create index account_resets_by_id on account_resets (id)',
]
