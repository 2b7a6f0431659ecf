import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import { tUi } from '../texts/ui-texts.ts'

type TextFieldProps = {
  name: string
  label: string
  value: string
  onChange: (value: string) => void
  help?: string | undefined
  /** What is wrong with the value; shown once the person has left the field, or at once when `isUrgent`. */
  validationError?: string | undefined
  isUrgent?: boolean
  /** What is right or odd about it; always shown. */
  note?: ComponentChildren
  /** A code put the value here. */
  isFilled?: boolean
  type?: 'text' | 'password' | 'email' | 'tel'
  inputMode?: 'numeric' | 'text' | 'email' | 'tel'
  autoComplete?: string
  autoCapitalize?: 'words' | 'characters' | 'none'
  /** What may be meant; anything else may be typed all the same. */
  suggestions?: readonly string[]
  rows?: number
}

/** Preact's types want the type of an input to be known where it is written. */
const inputTypes = {
  text: { type: 'text' },
  password: { type: 'password' },
  email: { type: 'email' },
  tel: { type: 'tel' },
} as const

/** A labelled field that says what is wrong in words, beside the field, when the person has finished with it. */
export function TextField(props: TextFieldProps) {
  const { name, label, value, onChange, help, validationError, isUrgent, note, isFilled, rows, suggestions } =
    props
  const id = useId()
  const [isLeft, setLeft] = useState(false)
  const shown = validationError !== undefined && (isUrgent || isLeft) ? validationError : undefined
  const shared = {
    id,
    name,
    value,
    'aria-invalid': shown ? true : undefined,
    'aria-describedby': `${id}-about`,
    autoComplete: props.autoComplete ?? 'off',
    autocapitalize: props.autoCapitalize,
    // Whoever presses the button of the form is told by it: a line that appears now would move it away under the finger.
    onBlur: ({ relatedTarget: to }: FocusEvent) =>
      setLeft(!(to instanceof HTMLButtonElement && to.type === 'submit')),
  }
  return (
    <div class={isFilled ? 'field filled' : 'field'}>
      <label for={id}>{label}</label>
      {isFilled && <span class="filled-mark">{tUi('details.filled')}</span>}
      {rows ? (
        <textarea {...shared} rows={rows} onInput={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <input
          {...shared}
          {...inputTypes[props.type ?? 'text']}
          inputMode={props.inputMode}
          {...(suggestions && { list: `${id}-list` })}
          spellcheck={false}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
      {suggestions && (
        <datalist id={`${id}-list`}>
          {suggestions.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
      <div id={`${id}-about`}>
        {shown && <p class="validation-error">{shown}</p>}
        {note}
        {help && <p class="small">{help}</p>}
      </div>
    </div>
  )
}

type ChoiceFieldProps<Value extends string> = {
  name: string
  legend: string
  options: readonly { readonly value: Value; readonly text: string }[]
  value: Value | ''
  onChange: (value: Value) => void
  isFilled?: boolean
  children?: ComponentChildren
}

/** A choice of few, all in sight. */
export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>) {
  const { name, legend, options, value, onChange, isFilled } = props
  return (
    <fieldset class={isFilled ? 'choice filled' : 'choice'}>
      <legend>{legend}</legend>
      {isFilled && <span class="filled-mark">{tUi('details.filled')}</span>}
      <div class="family">
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.text}</span>
          </label>
        ))}
      </div>
      {props.children}
    </fieldset>
  )
}
