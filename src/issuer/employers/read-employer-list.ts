import { readCsv } from '../../core/content/parse-csv.ts'
import { isSafeText } from '../../core/qr/safe-text.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { foldWords } from '../../core/search/fold-words.ts'
import { type Employer, isOrganisation } from './employers.ts'

/** Longest name, in UTF-16 units. */
const LONGEST_NAME = 300

/**
 * Why a row is not taken. `tax_code`: not of 10 or 13 digits, blanks, dots and hyphens aside; `person`: a
 * household in business, or the personal number as tax code; `name`: no words, too long, or signs that no
 * name has; `code_twice`: an earlier row has the code.
 */
export type EmployerFault = 'tax_code' | 'person' | 'name' | 'code_twice'

export type EmployerList = {
  readonly employers: readonly Employer[]
  /**
   * By their number from 1 below the line of names; nothing of what they say, since people may be among them.
   */
  readonly refused: readonly { readonly row: number; readonly why: EmployerFault }[]
}

const CODE_COLUMNS = ['tax_code', 'taxcode', 'mst', 'ma_so_thue']
const NAME_COLUMNS = ['name', 'ten', 'ten_don_vi']

/**
 * Reads a list of employers: CSV with a line of names, of which `tax_code` and `name` are needed.
 * `not_closed`: a quotation mark has no second one, and what follows it cannot be told from a name.
 */
export function readEmployerList(text: string): Result<EmployerList, 'not_a_list' | 'not_closed'> {
  const {
    rows: [head = [], ...rows],
    isClosed,
  } = readCsv(text)
  const titles = head.map((title) => title.trim().toLowerCase())
  const codeAt = titles.findIndex((title) => CODE_COLUMNS.includes(title))
  const nameAt = titles.findIndex((title) => NAME_COLUMNS.includes(title))
  if (codeAt < 0 || nameAt < 0) return err('not_a_list')
  if (!isClosed) return err('not_closed')
  const employers = new Map<string, Employer>()
  const refused: { row: number; why: EmployerFault }[] = []
  for (const [at, cells] of rows.entries()) {
    const taxCode = (cells[codeAt] ?? '').replace(/[\s.-]/g, '')
    const name = (cells[nameAt] ?? '').trim().replace(/\s+/g, ' ').normalize('NFC')
    const why = findFault({ taxCode, name }) ?? (employers.has(taxCode) ? 'code_twice' : undefined)
    if (why === undefined) employers.set(taxCode, { taxCode, name })
    else refused.push({ row: at + 1, why })
  }
  return ok({ employers: [...employers.values()], refused })
}

function findFault(employer: Employer): EmployerFault | undefined {
  const { taxCode, name } = employer
  if (/^\d{12}$/.test(taxCode)) return 'person'
  if (!/^(\d{10}|\d{13})$/.test(taxCode)) return 'tax_code'
  if (foldWords(name).length === 0 || name.length > LONGEST_NAME || !isSafeText(name)) return 'name'
  return isOrganisation(employer) ? undefined : 'person'
}
