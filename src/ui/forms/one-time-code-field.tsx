import { TextField, type TextFieldProps } from './text-field.tsx'

/** True for a one-time code as messages and authenticators write it. */
export const isWholeCode = (code: string): boolean => /^\d{6}$/.test(code)

/**
 * A one-time code: phones offer it above the keyboard. What is no digit is left out, as the blank that some
 * apps show.
 */
export function OneTimeCodeField({ onChange, ...props }: Omit<TextFieldProps, 'inputMode' | 'autoComplete'>) {
  return (
    <TextField
      {...props}
      onChange={(typed) => onChange(typed.replace(/\D/g, '').slice(0, 6))}
      inputMode="numeric"
      autoComplete="one-time-code"
    />
  )
}
