import { useId } from 'preact/hooks'

type SelectFieldProps<Value extends string> = {
  name: string
  label: string
  value: Value | ''
  options: readonly { readonly value: Value; readonly text: string }[]
  /** The choice that says that none was made. */
  none?: string
  onChange: (value: Value) => void
}

/** A choice out of a list that opens. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const id = useId()
  const choose = (chosen: string) => {
    const option = props.options.find(({ value }) => value === chosen)
    if (option) props.onChange(option.value)
  }
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <select
        id={id}
        name={props.name}
        value={props.value}
        onChange={(event) => choose(event.currentTarget.value)}
      >
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
