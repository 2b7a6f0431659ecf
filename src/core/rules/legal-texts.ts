import type { PartialDate } from '../dates/partial-date.ts'

/** A text of law: its name as it is cited in Vietnamese, the day it was passed, and where the state publishes it. */
export type LegalText = { readonly name: string; readonly passed: PartialDate; readonly url?: string }

/** The government's collection of legal texts, by its own number for each. */
const collection = (id: number) => `https://vanban.chinhphu.vn/?pageid=27160&docid=${id}`

/** The texts that the app explains. */
export const legalTexts = {
  /** Amends the law on health insurance; articles are cited by the number that they have in that law. */
  law: {
    name: 'Luật 51/2024/QH15',
    passed: '2024-11-27' as PartialDate,
    url: collection(212_479),
  },
  /** Repealed by decree 188. */
  decree02: { name: 'Nghị định 02/2025/NĐ-CP', passed: '2025-01-01' as PartialDate },
  decree188: {
    name: 'Nghị định 188/2025/NĐ-CP',
    passed: '2025-07-01' as PartialDate,
    url: collection(214_515),
  },
  circular01: {
    name: 'Thông tư 01/2025/TT-BYT',
    passed: '2025-01-01' as PartialDate,
    url: 'https://datafiles.chinhphu.vn/cpp/files/vbpq/2025/01/01-byt.pdf',
  },
  resolution261: { name: 'Nghị quyết 261/2025/QH15', passed: '2025-12-11' as PartialDate },
} as const satisfies Record<string, LegalText>

/** A place in a text of law, as it is cited in Vietnamese: `Điều 22 khoản 4 điểm c`. */
export type LegalSource = { readonly text: keyof typeof legalTexts; readonly at: string }

/** `certain`: two independent texts agree; `likely`: one good source. */
export type Certainty = 'certain' | 'likely'
