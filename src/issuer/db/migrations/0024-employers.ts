/**
 * The register of participating employers: organisations alone, by tax code (10 digits, 13 for a branch), and
 * what each is found by: its folded name from each word on. As bytes, whose order is the same in every
 * database.
 */
export const employers = [
  `create table employers (
    tax_code text primary key check (length(tax_code) in (10, 13)),
    name text not null
  )`,
  `create table employer_phrases (
    phrase bytea not null,
    tax_code text not null references employers (tax_code),
    primary key (phrase, tax_code)
  )`,
  'create index employer_phrases_of_employer on employer_phrases (tax_code)',
]
