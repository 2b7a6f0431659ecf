import type { Bytes } from '../../../../core/bytes.ts'
import type { Field } from '../../../../core/services/service-definition.ts'
import type { FileChanges } from '../../../../wallet/outbox/service-drafts.ts'
import type { Typed } from './typed-answer.ts'

/**
 * What every control of a field is given; one for each type of field stands in `controls`
 * (field-control.tsx).
 */
export type ControlProps = {
  field: Field
  label: string
  /** Below the field: what is meant, in one sentence. */
  hint?: string | undefined
  typed: Typed
  /** With the files that come and go with the answer. */
  onChange: (typed: Typed, files?: FileChanges) => void
  /** What is wrong with it. */
  validationError?: string | undefined
  /** Says it also where the person has not been yet. */
  isUrgent: boolean
  /** Who filled it in, if it was not the person. */
  mark?: string | undefined
  /** The words of a choice. */
  nameChoice: (choice: string) => string
  /** A file of the draft by its name. */
  readFile: (name: string) => Promise<Bytes | undefined>
}
