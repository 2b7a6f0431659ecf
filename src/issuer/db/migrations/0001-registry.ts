/** People, their cards and their histories, as the insurer's registry delivers them. */
export const registry = [
  `create table people (
    id bigint primary key,
    public_id text not null unique,
    full_name text not null,
    date_of_birth text not null,
    sex text not null check (sex in ('male', 'female')),
    bhxh_code text not null unique,
    personal_id text unique,
    household_id bigint not null,
    phone text,
    specimen integer not null
  )`,
  `create table histories (
    person_id bigint primary key references people (id),
    document text not null
  )`,
  `create table dependants (
    holder_id bigint not null references people (id),
    dependant_id bigint not null references people (id),
    relation text not null check (relation in ('child', 'spouse', 'parent', 'other')),
    primary key (holder_id, dependant_id)
  )`,
  'create index dependants_by_dependant on dependants (dependant_id)',
  `create table facilities (
    code text primary key,
    name text not null,
    desks_verify integer not null
  )`,
  `create table cards (
    id text primary key,
    person_id bigint not null references people (id),
    bhyt_number text not null,
    benefit_level integer not null check (benefit_level between 1 and 5),
    facility_code text not null references facilities (code),
    valid_from text not null,
    valid_to text,
    five_year_date text,
    living_area text,
    place_of_issue text not null,
    hospital_text text not null
  )`,
  'create index cards_by_person on cards (person_id)',
]
