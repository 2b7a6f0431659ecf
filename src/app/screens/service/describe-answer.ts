import { useEffect, useState } from 'preact/hooks'
import { listEntries } from '../../../core/directory/directory.ts'
import type { FieldAnswer, PersonAnswer } from '../../../core/services/read-value.ts'
import { type Field, listFields, type ServiceDefinition } from '../../../core/services/service-definition.ts'
import type { Language } from '../../../i18n/languages.ts'
import { writeAmount, writeDate, writeNumber } from '../../../i18n/written-forms.ts'
import { loadAddressBook } from '../../addresses/load-address-book.ts'
import { useApp } from '../../app-state.ts'
import { nameCard } from '../../components/card-choice.tsx'
import { nameOf } from '../../directory/entry-names.ts'
import { loadDirectory } from '../../directory/load-directory.ts'
import { tService } from '../../texts/service-texts.ts'
import { tUi } from '../../texts/ui-texts.ts'

/** A name of what an answer holds by code; a code that is not known is its own name. */
export type NameCode = (what: 'facility' | 'branch' | 'ward' | 'bank' | 'card', code: string) => string

const bankNames = { offline: 'later', load: () => import('./large-fields/banks.ts') } as const

/**
 * The names, by what is on this phone; until it was read, and where it cannot be, codes stand for themselves.
 */
export function useNames(definition: ServiceDefinition): NameCode {
  const { db, summary } = useApp()
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map())
  useEffect(() => {
    const load = async () => {
      const hasAccount = listFields(definition).some(({ type }) => type === 'bank-account')
      const [loaded, book, part] = await Promise.all([
        loadDirectory(db),
        loadAddressBook(),
        hasAccount ? bankNames.load().catch(() => undefined) : undefined,
      ])
      const entries = loaded ? listEntries(loaded.directory) : []
      const wards = book?.provinces.flatMap((province) => province.wards) ?? []
      setNames(
        new Map([
          ...entries.map((entry) => [`${entry.type} ${entry.key}`, nameOf(entry)] as const),
          ...wards.map(({ code, name, province }) => [`ward ${code}`, `${name}, ${province.name}`] as const),
          ...Object.entries(part?.banks ?? {}).map(([number, name]) => [`bank ${number}`, name] as const),
        ]),
      )
    }
    void load().catch(() => {})
  }, [db])
  return (what, code) => {
    const card = what === 'card' && summary.cards.find(({ cardId }) => cardId === code)
    if (card) return [nameCard(card), card.face.bhytNumber].filter(Boolean).join(' – ')
    return names.get(`${what} ${code}`) ?? code
  }
}

type Context = { language: Language; nameCode: NameCode; nameChoice: (choice: string) => string }

/**
 * An answer in words, as the review, and whoever reads it, has it. Several lines where it is of several
 * parts.
 */
export function writeAnswer(field: Pick<Field, 'type'>, answer: FieldAnswer, context: Context): string {
  const { language, nameCode, nameChoice } = context
  if (Array.isArray(answer)) return describeList(field, answer, language)
  if (typeof answer === 'boolean') return tService(answer ? 'answer.yes' : 'answer.no')
  if (typeof answer === 'number') {
    return field.type === 'money' ? writeAmount(answer, language) : writeNumber(answer, language)
  }
  if (typeof answer === 'string') {
    switch (field.type) {
      case 'date':
        return writeDate(answer, language)
      case 'choice':
        return nameChoice(answer)
      case 'facility':
        return nameCode('facility', answer)
      case 'office':
        return nameCode('branch', answer)
      case 'card':
        return nameCode('card', answer)
      default:
        return answer
    }
  }
  if ('bank' in answer) return [nameCode('bank', answer.bank), answer.number, answer.holder].join('\n')
  if ('wardCode' in answer) {
    return ['line' in answer ? answer.line : '', nameCode('ward', answer.wardCode)].filter(Boolean).join(', ')
  }
  return ''
}

function describeList(
  { type }: Pick<Field, 'type'>,
  answer: readonly (PersonAnswer | string)[],
  language: Language,
): string {
  if (type === 'pictures') return tService('pictures.number', { number: answer.length })
  return answer
    .flatMap((each) => (typeof each === 'string' ? [] : [describePerson(each, language)]))
    .join('\n')
}

function describePerson(person: PersonAnswer, language: Language): string {
  const { fullName, dateOfBirth, sex, personalId, relation } = person
  return [
    fullName,
    writeDate(dateOfBirth, language),
    tUi(`details.${sex}`),
    personalId,
    relation && tService(`relation.${relation}`),
  ]
    .filter(Boolean)
    .join(', ')
}
