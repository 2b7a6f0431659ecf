/**
 * Leads to the first field that is not right, once its validation error is in the page, so that a screen
 * reader reads both.
 */
export function focusFirstError(form: EventTarget | null): void {
  if (form instanceof HTMLFormElement)
    setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid]')?.focus())
}
