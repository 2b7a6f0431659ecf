import type { ComponentType } from 'preact'
import { listFields, type ServiceDefinition } from '../../../../core/services/service-definition.ts'
import type { FieldType } from '../../../../core/services/service-words.ts'
import type { Language } from '../../../../i18n/languages.ts'
import { writeAmount } from '../../../../i18n/written-forms.ts'
import { ChoiceField } from '../../../../ui/forms/choice-field.tsx'
import { TextField } from '../../../../ui/forms/text-field.tsx'
import { WardPicker } from '../../../addresses/ward-picker.tsx'
import { useApp } from '../../../app-state.ts'
import { nameCard } from '../../../components/card-choice.tsx'
import { lazyScreen } from '../../../components/lazy-screen.ts'
import { tService } from '../../../texts/service-texts.ts'
import { tUi } from '../../../texts/ui-texts.ts'
import type { ControlProps } from './control-props.ts'
import { textIn, textsIn, toAnswer } from './typed-answer.ts'

/** Texts of more characters are typed into several lines. */
const ONE_LINE = 80

/** Fields that are more than a line of text: loaded with the first form that has one. */
const LargeControl = lazyScreen<ControlProps>({
  offline: 'later',
  texts: [],
  load: async () => (await import('../large-fields/large-control.tsx')).LargeControl,
})

/** The control of a field, by its type alone. */
export function FieldControl(props: ControlProps) {
  const Control = controls[props.field.type]
  return (
    <div data-field={props.field.id}>
      <Control {...props} />
    </div>
  )
}

const controls: Readonly<Record<FieldType, ComponentType<ControlProps>>> = {
  text: (props) => {
    const { max = ONE_LINE + 1 } = props.field
    return <TextField {...textProps(props)} maxLength={max} {...(max > ONE_LINE && { rows: 3 })} />
  },
  name: (props) => <TextField {...textProps(props)} autoCapitalize="words" />,
  date: (props) => <TextField {...textProps(props)} help={props.hint ?? tUi('details.dateHelp')} />,
  number: (props) => <TextField {...textProps(props)} inputMode="numeric" />,
  money: MoneyControl,
  phone: (props) => <TextField {...textProps(props)} type="tel" autoComplete="tel-national" />,
  email: (props) => <TextField {...textProps(props)} type="email" autoComplete="email" />,
  address: AddressControl,
  ward: WardControl,
  facility: LargeControl,
  office: LargeControl,
  card: CardControl,
  choice: (props) => {
    const { choices = [] } = props.field
    return (
      <ChoiceField
        {...choiceProps(props)}
        value={textIn(props.typed)}
        options={choices.map((value) => ({ value, text: props.nameChoice(value) }))}
        onChange={props.onChange}
      />
    )
  },
  'yes-no': YesNoControl,
  person: LargeControl,
  pictures: LargeControl,
  'bank-account': LargeControl,
}

/** Loads what the fields of a form will need, so that no question waits for it, or for a network. */
export async function loadControls(definition: ServiceDefinition, language: Language): Promise<void> {
  const isLarge = listFields(definition).some(({ type }) => controls[type] === LargeControl)
  // Where it cannot be, the field says so and tries again.
  if (isLarge) await LargeControl.preload(language).catch(() => {})
}

function textProps({ field, label, hint, typed, onChange, validationError, isUrgent, mark }: ControlProps) {
  const value = textIn(typed)
  return { name: field.id, label, help: hint, value, onChange, validationError, isUrgent, mark }
}

function choiceProps({ field, label, hint, validationError, isUrgent, mark }: ControlProps) {
  return {
    name: field.id,
    legend: label,
    validationError: isUrgent ? validationError : undefined,
    mark,
    isList: true,
    ...(hint && { children: <p class="small">{hint}</p> }),
  }
}

/** A question to be answered, or, where it need not be, a box to be ticked. */
function YesNoControl(props: ControlProps) {
  const { field, label, typed, onChange, validationError, isUrgent } = props
  if (field.optional) {
    return (
      <>
        <label class="check">
          <input
            type="checkbox"
            name={field.id}
            checked={typed === true}
            onChange={({ currentTarget: { checked } }) => onChange(checked)}
          />
          {label}
        </label>
        {isUrgent && validationError && <p class="validation-error">{validationError}</p>}
      </>
    )
  }
  return (
    <ChoiceField
      {...choiceProps(props)}
      value={typeof typed === 'boolean' ? (typed ? 'yes' : 'no') : ''}
      options={(['yes', 'no'] as const).map((value) => ({ value, text: tService(`answer.${value}`) }))}
      onChange={(answer) => onChange(answer === 'yes')}
    />
  )
}

/** An amount as it is typed, and below it as it is read. */
function MoneyControl(props: ControlProps) {
  const { language } = useApp()
  const amount = toAnswer('money', props.typed)
  const note = typeof amount === 'number' ? <p class="right">{writeAmount(amount, language)}</p> : undefined
  return <TextField {...textProps(props)} inputMode="numeric" note={note} />
}

/** House and street as typed, today's ward as chosen. */
function AddressControl(props: ControlProps) {
  const place = textsIn(props.typed)
  return (
    <div class="stack">
      <TextField
        {...textProps(props)}
        value={place['line'] ?? ''}
        onChange={(line) => props.onChange({ ...place, line })}
        autoComplete="street-address"
      />
      <WardControl {...props} />
    </div>
  )
}

/** Today's ward; what else an address has stays as it is. */
function WardControl({ field, typed, onChange, validationError, isUrgent }: ControlProps) {
  const place = textsIn(typed)
  return (
    <>
      <WardPicker
        province={place['provinceCode'] ?? ''}
        ward={place['wardCode'] ?? ''}
        onChoose={({ province: provinceCode, ward: wardCode }) =>
          onChange({ ...place, provinceCode, wardCode })
        }
      />
      {field.type === 'ward' && isUrgent && validationError && (
        <p class="validation-error">{validationError}</p>
      )}
    </>
  )
}

/** One of the issued cards on this device; the person's own and those of dependants. */
function CardControl(props: ControlProps) {
  const { cards } = useApp().summary
  const issued = cards.filter(({ origin }) => origin === 'issued')
  return (
    <ChoiceField
      {...choiceProps(props)}
      value={textIn(props.typed)}
      options={issued.map((card) => ({
        value: card.cardId,
        text: nameCard(card),
        ...(card.face.bhytNumber && { more: card.face.bhytNumber }),
      }))}
      onChange={props.onChange}
    />
  )
}
