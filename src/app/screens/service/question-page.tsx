import { vietnamDay } from '../../../core/dates/vietnam-day.ts'
import type { ServicePage } from '../../../core/services/service-definition.ts'
import type { FieldFault } from '../../../core/services/walk-answers.ts'
import type { FileChanges } from '../../../wallet/outbox/service-drafts.ts'
import { useApp } from '../../app-state.ts'
import { CheckedForm } from '../../forms/checked-form.tsx'
import { tService } from '../../texts/service-texts.ts'
import { findPageFaults } from './answers.ts'
import type { ControlProps } from './fields/control-props.ts'
import { FieldControl } from './fields/field-control.tsx'
import type { Filing } from './filing.ts'
import { PageHead } from './page-head.tsx'
import type { Say } from './use-services.ts'

type QuestionPageProps = Filing & {
  page: ServicePage
  /** From 1, of all that are asked with these answers. */
  progress: { readonly at: number; readonly total: number }
  /** What the wallet has filled in and the person has left so. */
  isFilled: (field: string) => boolean
  onChange: (field: string, typed: unknown, files?: FileChanges) => void
  readFile: ControlProps['readFile']
  /** Came from the review, and goes back there. */
  returns: boolean
  onBack: () => void
  onNext: () => void
}

/** One question: its fields, with what is known filled in, and the way on once nothing is wrong. */
export function QuestionPage(props: QuestionPageProps) {
  const { service, say, typed, page, isFilled, onChange } = props
  const { now } = useApp()
  const context = { today: vietnamDay(now) }
  const faults = findPageFaults(service.definition, typed, page.id, context)
  const [only, second] = page.fields
  const title = say.text(`page.${page.id}`) || say.text(`field.${only?.id ?? ''}`)
  return (
    <PageHead title={title} say={say} onBack={props.onBack} progress={props.progress}>
      {props.notes}
      <div class={second ? undefined : 'alone-field'}>
        <CheckedForm
          summaryTitle={(count) => tService('summary.title', { count })}
          validationErrors={faults.map((fault) => ({
            field: fault.field,
            label: say.text(`field.${fault.field}`),
            text: describeAnswerFault(fault, say),
          }))}
          action={tService(props.returns ? 'question.done' : 'question.next')}
          onSubmit={props.onNext}
        >
          {(isChecked) =>
            page.fields.map((field) => {
              const fault = faults.find((each) => each.field === field.id)
              return (
                <FieldControl
                  key={field.id}
                  field={field}
                  label={labelOf(field, say)}
                  hint={say.text(`hint.${field.id}`) || undefined}
                  typed={typed[field.id]}
                  onChange={(answer, files) => onChange(field.id, answer, files)}
                  validationError={fault && describeAnswerFault(fault, say)}
                  isUrgent={isChecked}
                  mark={isFilled(field.id) ? tService('question.filled') : undefined}
                  nameChoice={(choice) => say.text(`choice.${field.id}.${choice}`)}
                  readFile={props.readFile}
                />
              )
            })
          }
        </CheckedForm>
      </div>
    </PageHead>
  )
}

/** The name of a field, which says where nothing need be answered. */
function labelOf({ id, type, optional }: ServicePage['fields'][number], say: Say): string {
  const name = say.text(`field.${id}`)
  return optional && type !== 'yes-no' ? tService('question.optional', { name }) : name
}

/** What is wrong with an answer, in words. */
export function describeAnswerFault({ field, code, rule }: FieldFault, say: Say): string {
  return code === 'rule'
    ? say.text(`rule.${rule ?? ''}`) || say.text(`field.${field}`)
    : tService(`fault.${code}`)
}
