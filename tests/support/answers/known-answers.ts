import { readdirSync, readFileSync } from 'node:fs'
import {
  type AnswerPack,
  type Routing,
  readAnswerPack,
  routings,
} from '../../../src/core/answers/answer-pack.ts'
import type { KnownQuestion } from '../../../src/core/answers/score-pack.ts'
import type { Language } from '../../../src/i18n/languages.ts'

const root = new URL('../../../', import.meta.url)

/** The answers that come with the app, as a text. */
export function readAnswerText(language: Language): string {
  return readFileSync(new URL(`public/answers-${language}.txt`, root), 'utf8')
}

/** And taken apart. */
export function readOwnAnswers(language: Language): AnswerPack {
  const pack = readAnswerPack(readAnswerText(language))
  if (!pack.ok) throw new Error(`${language}: ${pack.error}`)
  return pack.value
}

/**
 * Questions that others than the writers of the answers have written. Since a program chooses the wordings,
 * all of them are learnt from but those of `heldSets`: figures about the others say what was so before.
 *
 * `tune` were looked at when answers were worded, `held` were not. `urgent` were written beside the lists of emergencies and symptoms. `fresh` were
 * written from the titles alone and measured once (Vietnamese first 94.6 %, within three 97.7, off topic
 * refused 88.3), and mended after; `second` were written when that was done, committed before they were
 * measured, and measured once: Vietnamese first 92.0 %, within three 97.7, wrong 1.2, off topic refused 86.7;
 * first in English 83.3, Korean 95.8, Chinese 70.8, Japanese 83.3, none wrong; all routed. Who wrote them had
 * worded the mending, so that they may be kinder than others' questions. What they had shown was mended
 * after.
 *
 * `third` were written by somebody who had read no answer, committed before they were measured, and measured
 * once: Vietnamese first 71.8 %, within three 87.0, wrong 1.5, off topic refused 79.0; English 72.5, 77.5,
 * 1.8, 83.3; Korean 79.1, 88.4, 1.7, 83.3; Chinese 79.5, 84.6, 1.8, 91.7; Japanese 71.1, 89.5, 0, 83.3; all
 * routed. 35 more had no answer then and are not in the set. It was looked at after; of four questions an
 * answer that was written later is right as well.
 *
 * `fourth` are about what `third` had shown, in roundabout words, by who had mended it, and were measured
 * before they were looked at: Vietnamese first 55.6 %, within three 77.8, wrong 2.9; English 50 and 70,
 * Korean 40 and 50, Chinese 50 and 50, Japanese 40 and 50, none wrong; off topic all refused, urgent all
 * routed. They were mended after.
 *
 * `learn` were written by people who had read no answer, labelled before anything was mended, and measured
 * once: English first 76.7 %, within three 86.7, wrong 0.6, off topic refused 86.7, urgent routed 90; Korean
 * 76.7, 84.5, 0, 93.3, 90; Chinese 75.0, 86.2, 0, 83.3, 90; Japanese 69.6, 82.6, 1.9, 86.7, 100. 53 more had
 * no answer; 34 of them have one that was written later, and are in the set now. Worded with one half of it
 * and asked the other, both ways, without what else was worded like a question that was asked: English first
 * 84.2 %, within three 94.4, wrong 0.6; Korean 84.0, 94.4, 0; Chinese 87.3, 94.4, 0; Japanese 81.3, 92.6,
 * 0.6. All of it had been looked at, so that this is kinder than others' questions will be.
 *
 * `learn` of Vietnamese are questions of three writers (`by`) who had read no answer; which answers are right
 * was said by who worded the answers later, before the first measurement: first 73.7 %, within three 83.9,
 * wrong 0.9, off topic refused 85.7, urgent routed 93.3 (writer a 70.0, 82.4, 1.1, 80.0, 86.7; b 77.0, 85.4,
 * 0.4, 85.0, 100; c 74.2, 83.7, 1.1, 90.0, 93.3). 148 more asked about had no answer then and were not in the
 * set.
 *
 * They were looked at then: 25 answers were written for what they ask, so that 750 are in the set, and they
 * are wordings themselves. Each writer's measured with the wordings of the two others: first 79.1 % and
 * within three 87.8 by their questions alone, 81.0 and 88.6 with the most alike wording counting (632
 * questions), 85.7 and 92.8 with the new answers and other subjects refused less, wrong 1.0, refused 86.4;
 * 87.2, 92.7, 0.9 and 96.4 with further synonyms, other subjects and phrases of danger. Those lists, and the
 * own wordings of the new answers, were written by who had seen all three, and so were constants chosen:
 * others' questions go less well. `third` got a new answer as right as well for four questions.
 *
 * `fifth` were written by others again who had read no answer, kept from whoever worded answers or chose
 * constants, and labelled by a reader of the answers who asked the assistant nothing. Measured once, when all
 * that `learn` had taught was done: Vietnamese (223 with an answer, 70 off topic, 20 urgent) first 86.5 %,
 * within three 93.3, wrong 1.9, off topic refused 95.7, urgent routed 95.0; English 81.3, 93.8, 0.9, 85.0,
 * 100; Korean 88.0, 96.0, 1.0, 100, 100; Chinese 83.3, 96.2, 1.9, 85.0, 100; Japanese 88.0, 93.3, 1.9, 85.0,
 * 100. 29 more had no answer and are not in the set. After wordings were taken out of the Vietnamese pack for
 * its size: 86.1, 92.4, 2.2, 95.7, 95.0. Of it the one emergency alone that was taken for a medical question
 * was looked at, and mended. It says how others' questions go as long as nobody mends by the rest.
 *
 * `sixth` of English, Korean, Chinese and Japanese are those of a writer who had read no answer (`by` j),
 * labelled before anything was mended, and translations of Vietnamese questions of others (`vi`), to learn
 * from. Measured once as the packs were: j in English first 86.7 %, within three 92.2, wrong 1.7, off topic
 * refused 90.0, urgent routed 100; Korean 84.1, 96.0, 1.1, 87.5, 90; Chinese 87.2, 96.8, 0.6, 82.5, 100;
 * Japanese 81.9, 90.6, 1.7, 87.5, 100. 13 more had no answer. The first 128 of the translated, not yet
 * learnt from: 73.3, 89.1, 1.6, 85.2; 73.3, 84.2, 0, 81.5; 69.3, 87.1, 0, 88.9; 81.2, 91.1, 0.8, 85.2; with
 * wordings that were written before they were read 77.2, 78.2, 72.3 and 81.2 first. With the translated as
 * wordings and without wordings that were written after j was read, j: 87.5, 85.7, 88.0 and 81.1. All of
 * them are wordings now, and are the lists of other subjects by who had read them.
 *
 * `sixth` of Vietnamese are those of five writers (g, h, i, m, n) who had read no answer, labelled by others or,
 * of m and n, by themselves. Measured before anything was learnt from them (1,176 with an answer): first
 * 78.3 %, within three 88.4, wrong 1.8, off topic refused 88.1, urgent routed 90.8; 131 more had no answer,
 * of which 76 have one since and are in the set. With the questions of the four others as wordings, which
 * the pack has no room for: 82.8, 90.8, 1.5, 88.1. None of them was a wording then. With three wordings of an
 * answer counting instead of one: 79.8, 90.3, 1.2, 87.6; with words of a family of one meaning and phrases
 * about money and cards that hold without marks, written after they were looked at: 80.6, 91.3, 1.0, 87.2.
 * Other parts of the formula (what a rare word says, title and text, constants of BM25, shares) gave less
 * than half a point.
 *
 * `seventh` were written and labelled as `fifth` were, by others again, and measured when what `sixth` had taught
 * was done: English (88 with an answer, 25 off topic, 8 urgent) first 92.0 %, within three 96.6, wrong 1.7,
 * off topic refused 80.0, urgent routed 100; Korean 86.5, 94.4, 0, 96.0, 87.5; Chinese 93.1, 97.7, 0.8,
 * 96.0, 87.5; Japanese 88.8, 93.3, 0.8, 72.0, 87.5 (the packs of before: 89.8, 80.9, 90.8 and 83.1 first).
 * Vietnamese (219, 60 and 20): 70.3, 81.3, 1.3, 91.7, 100. Points of words learnt from all of `sixth`
 * (softmax, one digit each, 4 KB, with a tenth of the wordings and phrases chosen anew for them) gained 4.8
 * points on writers left out of `sixth`, and nothing on others': 68.0, 82.2, 1.0 and 76.7 here, 86.1, 92.4,
 * 2.6 and 94.3 on `fifth`; so they were taken out again. Nothing of `seventh` was looked at.
 *
 * `eighth` of Vietnamese are those of five more writers (r to v) who had read no answer, labelled by themselves
 * after; 57 to 86 of a writer's 330 had no answer then, and the set has 121 of them that got one. Measured
 * before anything was learnt from them: first 74.0 %, within three 85.9, wrong 1.8 (r 68.4, s 81.0, t 66.8,
 * u 78.4, v 75.4). With the questions of all others as wordings, all words but the emptiest read, and no
 * limit of size: first 85.5 and within 92.9 (r 79.4, s 92.2, t 78.9, u 88.3, v 88.9). So most of it was too
 * few questions, and words such as “how long” and “where” that had not been read. What fits into the pack
 * is chosen since by `choose-wordings.ts`. Of `fifth` and `seventh` totals were looked at for that, no
 * question: 83.4 and 95.5, 79.5 and 87.7 after (86.1 and 92.4, 70.3 and 81.3 before), with 38 answers more;
 * with 95 KB instead of 63 it would be 91.9 and 99.1, 83.1 and 92.7. Since single words without marks mean
 * nothing by themselves and short wordings are kept whole: 85.7 and 96.9, 76.3 and 87.7. A second reader of
 * `seventh`, who did not see the first one's labels, agreed in 99.5 % of those with an answer.
 *
 * `ninth` of Vietnamese are those of two more (p, q), labelled by two readers of the 177 answers there are
 * now (381 with an answer; 19 have none). Before anything that followed: first 82.9 %, within three 91.9,
 * wrong 1.4, off topic refused 88.8, urgent routed 93.3. The 139 answers and wordings of before had none for
 * 18 of the 381, and of the others 82.4 first, 90.9 within three, wrong 1.7, refused 87.5. With the last
 * change, which a reading of the code had asked for: 82.2, 93.2, 0.8, 88.8, 93.3. No question was looked at,
 * but one phrase for medical questions stays because its total fell without.
 *
 * `tenth` are about something else, by one writer of each language (Vietnamese: six), but for some single
 * words: what a question is about is learnt from them.
 */
export type QuestionSet =
  | 'tune'
  | 'held'
  | 'urgent'
  | 'fresh'
  | 'second'
  | 'third'
  | 'fourth'
  | 'learn'
  | 'fifth'
  | 'sixth'
  | 'seventh'
  | 'eighth'
  | 'ninth'
  | 'tenth'

/** What nobody may learn from or mend by: no question is looked at, only totals. */
export const heldSets = {
  vi: ['fifth', 'seventh', 'ninth'],
  en: ['fifth', 'seventh'],
  ko: ['fifth', 'seventh'],
  zh: ['fifth', 'seventh'],
  ja: ['fifth', 'seventh'],
} as const satisfies Record<Language, readonly QuestionSet[]>

export function readQuestions(language: Language, set: QuestionSet): KnownQuestion[] {
  return readKnown(`questions.${language}.${set}`)
}

/** What may be learnt from: all questions but the held ones, and the wordings that people have written. */
export function readLearnt(language: Language): KnownQuestion[] {
  const held = heldSets[language].map((set) => `questions.${language}.${set}.json`)
  return readdirSync(folder)
    .filter((name) => name.includes(`.${language}.`) && !held.includes(name))
    .sort()
    .flatMap((name) => readKnown(name.replace('.json', '')))
}

const folder = new URL('tests/vectors/answers/', root)

function readKnown(name: string): KnownQuestion[] {
  const text = readFileSync(new URL(`${name}.json`, folder), 'utf8')
  const read: { question: string; expects: string | string[] }[] = JSON.parse(text)
  return read.map(({ question, expects }) => ({
    question,
    expects: isRouting(expects) ? expects : [expects].flat(),
  }))
}

function isRouting(expects: string | readonly string[]): expects is Routing {
  return routings.some((each) => each === expects)
}
