/** What the browsers of every engine do for a test. */
export type Browser = {
  /** Resolves when the page has loaded; rejects when nothing answers. */
  goto(url: string): Promise<void>
  reload(): Promise<void>
  /** Runs a function in the page, which takes and gives what JSON can say and sees nothing of its surroundings here. */
  run<Words extends readonly unknown[], Value>(
    ask: (...words: Words) => Value | Promise<Value>,
    ...words: Words
  ): Promise<Value>
  /** Moves the pointer there and presses it, in CSS pixels from the upper left corner of what is seen. */
  press(x: number, y: number): Promise<void>
  /** Types into what has the focus. */
  type(text: string): Promise<void>
  /** Gives a file to the input that a selector names. */
  chooseFile(selector: string, file: string): Promise<void>
  /** Of what the page is shown in, in CSS pixels. */
  resize(width: number, height: number): Promise<void>
  /** What is seen, as PNG. */
  photograph(): Promise<Buffer>
  /** Leaves the profile as a person's browser does when it is closed. */
  close(): Promise<void>
}

export type Engine = {
  readonly name: string
  /** Debian's packages that bring it. */
  readonly packages: readonly string[]
  /** What of it this machine has not; undefined when everything is there. */
  findMissing(): string | undefined
  /** Whether the spine runs over HTTPS, as on a phone, and plain HTTP on the machine itself is tried beside it. */
  readonly needsTls: boolean
  /** Opens the browser, which keeps everything in that folder. */
  open(profile: string): Promise<Browser>
}

/** The steps of a press and of typing, as both WebDriver and WebDriver BiDi spell them. */
export function pressAt(x: number, y: number) {
  const actions = [
    { type: 'pointerMove', x, y },
    { type: 'pointerDown', button: 0 },
    { type: 'pointerUp', button: 0 },
  ]
  return [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }]
}

export function typeKeys(text: string) {
  const actions = [...text].flatMap((value) => [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ])
  return [{ type: 'key', id: 'keyboard', actions }]
}

/** A function and its words as the text of an expression that gives a promise of the value in JSON. */
export function toExpression(ask: (...words: never) => unknown, words: readonly unknown[]): string {
  return `Promise.resolve((${ask})(...${JSON.stringify(words)})).then((value) => JSON.stringify(value) ?? 'null')`
}
