type FileButtonProps = {
  text: string
  look: string
  /** Media types that are offered. */
  accept: string
  /** Opens the phone's camera app. */
  camera?: 'user' | 'environment' | undefined
  onFile: (file: Blob) => void
}

/** A file chooser that looks and works like a button. */
export function FileButton({ text, look, accept, camera, onFile }: FileButtonProps) {
  const hand = (input: HTMLInputElement) => {
    const file = input.files?.[0]
    if (file) onFile(file)
    input.value = '' // the same file may be chosen again
  }
  return (
    <label class={`${look} file`}>
      {text}
      <input
        type="file"
        accept={accept}
        {...(camera && { capture: camera })}
        onChange={(event) => hand(event.currentTarget)}
      />
    </label>
  )
}
