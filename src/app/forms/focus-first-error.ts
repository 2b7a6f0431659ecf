/** Leads to the first field that is not right, once the defects are in the page, so that a screen reader reads them with it. */
export function focusFirstDefect(form: EventTarget | null): void {
  if (form instanceof HTMLFormElement)
    setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid]')?.focus())
}
