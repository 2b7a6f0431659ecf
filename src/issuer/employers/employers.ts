import { type EmployersView, employerQuestion, MOST_EMPLOYERS } from '../../core/api/employer-contract.ts'
import { encodeUtf8 } from '../../core/bytes.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { foldWords } from '../../core/search/fold-words.ts'
import { doPart } from '../db/do-part.ts'
import type { Database } from '../db/open-database.ts'
import type { Admission, Client, Refusal } from '../rate-limits/admission.ts'

const HOUR = 3600

/** `all`: what all together may ask at the price of easy work (admission.ts). */
export const EMPLOYER_SEARCHES = {
  network: { name: 'employers, address', uses: 60, window: HOUR },
  all: { name: 'employers', uses: 3000, window: HOUR },
} as const

/** An employer of the register; tax code in digits alone. */
export type Employer = { readonly taxCode: string; readonly name: string }

/**
 * Whether an employer is an organisation. Households in business and whoever's tax code is the personal
 * number (12 digits) are people, who are not to be found here.
 */
export function isOrganisation({ taxCode, name }: Employer): boolean {
  if (!/^(\d{10}|\d{13})$/.test(taxCode)) return false
  return !/^(ho|ho gia dinh|ho kd|hkd|ho kinh doanh|ca nhan|ong|ba)( |$)/.test(foldWords(name).join(' '))
}

/** Employers of one statement; their phrases, two values each, are fewer than a statement may have. */
const AT_ONCE = 250

/** Words of a name by which it is found; no name that is read has more. */
const MOST_NAME_WORDS = 60

/**
 * Puts employers of the register in, the organisations among them alone; a known tax code gets the new name.
 */
export async function keepEmployers(database: Database, employers: readonly Employer[]): Promise<void> {
  await database.query.transaction().execute(async (transaction) => {
    const byCode = new Map(employers.filter(isOrganisation).map((each) => [each.taxCode, each]))
    const organisations = [...byCode.values()]
    for (let from = 0; from < organisations.length; from += AT_ONCE) {
      const some = organisations.slice(from, from + AT_ONCE)
      await transaction
        .insertInto('employers')
        .values(some.map(({ taxCode, name }) => ({ tax_code: taxCode, name })))
        .onConflict((conflict) =>
          conflict.column('tax_code').doUpdateSet((row) => ({ name: row.ref('excluded.name') })),
        )
        .execute()
      const codes = some.map(({ taxCode }) => taxCode)
      await transaction.deleteFrom('employer_phrases').where('tax_code', 'in', codes).execute()
      const phrases = some.flatMap(({ taxCode, name }) =>
        listPhrases(name).map((phrase) => ({ tax_code: taxCode, phrase: encodeUtf8(phrase) })),
      )
      if (phrases.length > 0) await transaction.insertInto('employer_phrases').values(phrases).execute()
    }
  })
}

/** A name from each of its words on, each once. */
function listPhrases(name: string): string[] {
  const words = foldWords(name).slice(0, MOST_NAME_WORDS)
  return [...new Set(words.map((_, at) => words.slice(at).join(' ')))]
}

/** How many are in the register. */
export async function countEmployers(database: Database): Promise<number> {
  const { count } = await database.query
    .selectFrom('employers')
    .select((each) => each.fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Removes those whose tax code is none of these, and gives how many they were. */
export async function removeOtherEmployers(database: Database, codes: ReadonlySet<string>): Promise<number> {
  const kept = await database.query.selectFrom('employers').select('tax_code').execute()
  const gone = kept.flatMap(({ tax_code: code }) => (codes.has(code) ? [] : [code]))
  for (let from = 0; from < gone.length; from += AT_ONCE) {
    const some = gone.slice(from, from + AT_ONCE)
    await doPart(() =>
      database.query.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('employer_phrases').where('tax_code', 'in', some).execute()
        await transaction.deleteFrom('employers').where('tax_code', 'in', some).execute()
      }),
    )
  }
  return gone.length
}

/** What names of organisations begin with, folded, and people leave out or shorten. */
const FORM =
  /^((cong ti|cti|tnhh|co phan|cp|mtv|mot thanh vien|trach nhiem huu han|doanh nghiep tu nhan|dntn) )+/

export type Employers = ReturnType<typeof createEmployers>

/**
 * The register of participating employers, for whoever shows a proof of work. What is asked is kept nowhere.
 */
export function createEmployers(database: Database, admission: Admission) {
  return {
    /**
     * The organisations whose name has the words one after the other, the last half typed, or with the tax
     * code.
     */
    async find(
      { query, ...client }: { readonly query: string } & Client,
      now: number,
    ): Promise<Result<EmployersView, Refusal | { readonly code: 'unavailable' }>> {
      const { network, all } = EMPLOYER_SEARCHES
      const admitted = await admission.admitWorked({ client: network, shared: [all] }, client, now)
      if (!admitted.ok) return admitted
      if (!(await hasRegister())) return err({ code: 'unavailable' })
      const code = query.replace(/[\s.-]/g, '')
      if (/^\d+$/.test(code)) return ok(answer(await findByCode(code)))
      const words = foldWords(query).join(' ')
      const found = await findByPhrase(words)
      const rest = words.replace(FORM, '')
      return ok(answer(found.length > 0 || rest === words ? found : await findByPhrase(rest)))
    },
  }

  /** An empty register says nothing about anybody. */
  async function hasRegister(): Promise<boolean> {
    const any = await database.query.selectFrom('employers').select('tax_code').limit(1).executeTakeFirst()
    return any !== undefined
  }

  /** The organisation and its branches, whose codes begin with its own. */
  function findByCode(code: string): Promise<Employer[]> {
    return database.query
      .selectFrom('employers')
      .select(['tax_code as taxCode', 'name'])
      .where('tax_code', '>=', code)
      .where('tax_code', '<=', code.length === 10 ? `${code}999` : code)
      .orderBy('tax_code')
      .limit(MOST_EMPLOYERS + 1)
      .execute()
  }

  async function findByPhrase(words: string): Promise<Employer[]> {
    // Of letters that no name is searched by nothing is left, nor where all but one are the form's.
    if (words.replaceAll(' ', '').length < employerQuestion.least) return []
    return database.query
      .selectFrom('employers')
      .select(['tax_code as taxCode', 'name'])
      .where('tax_code', 'in', (phrases) =>
        phrases
          .selectFrom('employer_phrases')
          .select('tax_code')
          .where('phrase', '>=', encodeUtf8(words))
          // What follows the letters and the blank, which is all that folded words have.
          .where('phrase', '<', encodeUtf8(`${words}~`))
          .orderBy('phrase')
          .limit(MOST_PHRASES),
      )
      .orderBy('name')
      .orderBy('tax_code')
      .limit(MOST_EMPLOYERS + 1)
      .execute()
  }
}

/** So many phrases are looked at for one question: what very many names have tells none of them. */
const MOST_PHRASES = 200

function answer(found: readonly Employer[]): EmployersView {
  return { employers: found.slice(0, MOST_EMPLOYERS), isMore: found.length > MOST_EMPLOYERS }
}
