/**
 * What people ask for by public services (services/service-requests.ts): the definitions that were filled in,
 * kept for as long as a request refers to them, the requests, and their pictures. An empty `office_code`
 * stands for every office.
 */
export const services = [
  `create table service_definitions (
    hash text primary key,
    service text not null,
    version integer not null,
    written text not null,
    texts text not null,
    created_at bigint not null
  )`,
  `create table service_requests (
    person_id bigint not null references people (id),
    id text not null,
    request_key text not null,
    number text not null,
    definition text not null references service_definitions (hash),
    service text not null,
    title text not null,
    version integer not null,
    subject_id bigint not null references people (id),
    card_id text,
    filled_on text not null,
    answers text not null,
    content_hash bytea not null,
    receipt bytea not null,
    mend_key text,
    state text not null,
    office_code text not null,
    filed_at bigint not null,
    changed_at bigint not null,
    deadline text not null,
    claimed_by text,
    claimed_at bigint,
    pages text not null,
    reason text,
    note text,
    amount bigint,
    decided_at bigint,
    decided_by text,
    primary key (person_id, id),
    unique (person_id, request_key)
  )`,
  'create index service_requests_by_id on service_requests (id)',
  'create index service_requests_in_queue on service_requests (office_code, state, deadline, id)',
  'create index service_requests_decided on service_requests (office_code, decided_at)',
  `create table service_files (
    person_id bigint not null references people (id),
    sha256 text not null,
    stored text not null,
    request_id text,
    created_at bigint not null,
    primary key (person_id, sha256)
  )`,
]
