/**
 * Questions to the office, requests that an officer has taken in hand, and calls that a person can try. The
 * check of kinds cannot be changed in SQLite, so the table is made anew.
 */
export const questions = [
  `create table office_requests_with_questions (
    id text primary key,
    file_number text not null unique,
    kind text not null check (kind in ('close-account', 'data-report', 'question')),
    person_id bigint not null references accounts (person_id),
    request_key text not null,
    office_code text references offices (code),
    content text not null,
    state text not null check (state in ('waiting', 'approved', 'refused')),
    filed_at bigint not null,
    decided_at bigint,
    decided_by text,
    answer text,
    document text,
    claimed_by text,
    claimed_at bigint
  )`,
  `insert into office_requests_with_questions
    (id, file_number, kind, person_id, request_key, office_code, content, state, filed_at, decided_at, decided_by, answer, document)
    select id, file_number, kind, person_id, request_key, office_code, content, state, filed_at, decided_at, decided_by, answer, document
    from office_requests`,
  'drop table office_requests',
  'alter table office_requests_with_questions rename to office_requests',
  'create unique index office_requests_by_key on office_requests (person_id, kind, request_key)',
  'create index office_requests_by_office on office_requests (office_code, state, filed_at, id)',
  `create table announced_calls (
    person_id bigint primary key references accounts (person_id),
    digits text not null,
    officer_id text not null,
    office_code text,
    wrong integer not null,
    expires_at bigint not null
  )`,
]
