/** In which language people are written to; null is Vietnamese, as before. */
export const languagesOfPeople = [
  'alter table accounts add column language text',
  'alter table declarations add column language text',
]
