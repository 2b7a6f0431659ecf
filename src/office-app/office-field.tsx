import { useEffect, useId, useRef } from 'preact/hooks'

const inputTypes = {
  text: { type: 'text' },
  password: { type: 'password' },
  date: { type: 'date' },
} as const

type OfficeFieldProps = {
  label: string
  value: string
  onChange: (value: string) => void
  type?: keyof typeof inputTypes
  hint?: string
  validationError?: string | undefined
  autoComplete?: string
  inputMode?: 'numeric' | 'text'
  max?: string
  /** The field has come up for what is to be typed next. */
  takesFocus?: boolean
}

/** A labelled field with its hint and what is wrong with it. */
export function OfficeField(props: OfficeFieldProps) {
  const { label, value, onChange, type = 'text', hint, validationError, autoComplete = 'off' } = props
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (props.takesFocus) input.current?.focus()
  }, [props.takesFocus])
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        ref={input}
        {...{ id, value, autoComplete, inputMode: props.inputMode, max: props.max }}
        {...inputTypes[type]}
        spellcheck={false}
        aria-describedby={hint || validationError ? `${id}-about` : undefined}
        aria-invalid={validationError ? 'true' : undefined}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      {(hint || validationError) && (
        <div id={`${id}-about`}>
          {validationError && <p class="validation-error">{validationError}</p>}
          {hint && <p class="small">{hint}</p>}
        </div>
      )}
    </div>
  )
}

/** A code of six digits; blanks, as authenticator apps show one, are left out. */
export function OfficeCodeField({
  onChange,
  ...props
}: Pick<OfficeFieldProps, 'label' | 'value' | 'onChange' | 'hint' | 'takesFocus'>) {
  return (
    <OfficeField
      {...props}
      onChange={(text) => onChange(text.replace(/\s/g, ''))}
      inputMode="numeric"
      autoComplete="one-time-code"
    />
  )
}

/** Text of several lines. */
export function OfficeNote(props: {
  label: string
  value: string
  onChange: (value: string) => void
  validationError?: string | undefined
}) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <textarea
        id={id}
        rows={3}
        maxLength={500}
        value={props.value}
        aria-describedby={props.validationError ? `${id}-about` : undefined}
        aria-invalid={props.validationError ? 'true' : undefined}
        onInput={(event) => props.onChange(event.currentTarget.value)}
      />
      {props.validationError && (
        <p id={`${id}-about`} class="validation-error">
          {props.validationError}
        </p>
      )}
    </div>
  )
}

type OfficeSelectProps<Value extends string> = {
  label: string
  value: Value | ''
  options: readonly { readonly value: Value; readonly text: string }[]
  /** The choice that says that none was made. */
  none?: string
  onChange: (value: Value) => void
}

/** A choice out of a list. */
export function OfficeSelect<Value extends string>(props: OfficeSelectProps<Value>) {
  const id = useId()
  const choose = (chosen: string) => {
    const option = props.options.find(({ value }) => value === chosen)
    if (option) props.onChange(option.value)
  }
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <select id={id} value={props.value} onChange={(event) => choose(event.currentTarget.value)}>
        {props.none && <option value="">{props.none}</option>}
        {props.options.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}
