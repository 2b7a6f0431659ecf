import type { MarkdownError } from '../article/read-markdown.ts'
import { toNationalPhone } from '../directory/national-phone.ts'
import type { Result } from '../result.ts'

/** A row of a pack as people edit and compare it: texts by field. What is absent is not known. */
export type PackRow = Readonly<Record<string, string>>

/** A pack taken apart: as of which day, and its rows by what tells them apart. */
export type PackTable = { readonly asOf: string; readonly rows: ReadonlyMap<string, PackRow> }

/** Codes of today's provinces and wards. */
export type KnownPlaces = { readonly provinces: ReadonlySet<string>; readonly wards: ReadonlySet<string> }

export type RowError =
  | 'code_not_five'
  | 'code_twice'
  | 'name_missing'
  | 'name_too_long'
  | 'name_unsafe'
  | 'province_unknown'
  | 'ward_unknown'
  | 'value_unknown'
  | MarkdownError

/** Why a row cannot be taken, which of its fields it is, and which line of that where it has lines. */
export type RowFault = { readonly why: RowError; readonly field: string; readonly line?: number }

/** A field of a row, for whoever edits it. */
export type PackField = {
  readonly name: string
  /** How it is typed; a text if nothing is said. */
  readonly form?: 'phone' | 'date' | 'number' | 'choice' | 'province' | 'ward' | 'markdown'
  /** Of a ward: the field that has its province. */
  readonly within?: string
  /** Of a choice: what there is. */
  readonly choices?: readonly string[]
  readonly maxLength: number
}

/** What became of a list that somebody brings as a file. */
export type ImportedTable = {
  readonly table: PackTable
  /** By their number in the file, from 1. */
  readonly refused: readonly (RowFault & { readonly row: number })[]
}

/**
 * All that is particular to the packs of one name: how they are read and written, and what the content desk
 * needs to know to edit, compare and guard them. A further kind of pack is a further one of these.
 */
export type PackKind = {
  /** The field that tells rows apart; it stays as it is while a row lives. */
  readonly identity: string
  /** It is a name in small letters (`mat-may`), not a code in capitals. */
  readonly isNamed?: boolean
  readonly fields: readonly PackField[]
  /**
   * Numbers, hosts and payees of a row, in one form however they are written: what was removed once comes
   * back only where two officers say so.
   */
  protectedValues(row: PackRow): readonly string[]
  /** Reads a pack as phones do; from outside, so refused whole if any of it is wrong. */
  read(text: string): Result<PackTable, 'pack_unreadable'>
  /** Writes a pack; gives the first fault with the row that has it. */
  write(table: PackTable, known: KnownPlaces): Result<string, RowFault & { readonly key: string }>
  /**
   * Whether a pack does worse than the one before it what the kind is held to; such a pack is not released.
   * Both can be read. In small steps: it may take a second.
   */
  isWorse?(before: string, after: string): Generator<void, boolean>
  /** Reads a list as somebody brings it (CSV, JSON): what is right is taken, the rest named. */
  importList?(
    text: string,
    context: { readonly known: KnownPlaces; readonly asOf: string },
  ): Result<ImportedTable, 'not_a_list'>
}

/** A phone number as a protected value (`PackKind`), in one form however it is written; none without one. */
export function protectPhone(phone: string | undefined): readonly string[] {
  return phone ? [`phone ${(toNationalPhone(phone) ?? phone).replaceAll(' ', '')}`] : []
}
