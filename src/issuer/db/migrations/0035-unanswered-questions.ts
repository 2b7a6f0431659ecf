/**
 * Questions that the assistant could not answer, given in nobody's name: the words, how often, and the last
 * day, in days since 1970; no time finer than that.
 */
export const unansweredQuestions = [
  `create table unanswered_questions (
    language text not null,
    question text not null,
    times bigint not null,
    last_day bigint not null,
    primary key (language, question)
  )`,
  'create index unanswered_questions_by_day on unanswered_questions (last_day)',
]
