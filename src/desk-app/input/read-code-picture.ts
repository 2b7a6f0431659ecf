import { err, ok, type Result } from '../../core/result.ts'
import { textOf } from './desk-grammar.ts'
import { openDeskReader } from './open-desk-reader.ts'
import { readDeskPicture } from './read-desk-picture.ts'

export type PictureReader = {
  /** The text of the code in a picture. */
  read: (file: Blob) => Promise<Result<string, 'no-picture' | 'no-code-in-picture'>>
}

/** Reads codes from pictures, with one engine that is kept. */
export function createPictureReader(): PictureReader {
  const reader = openDeskReader()
  return {
    async read(file) {
      const frame = await readDeskPicture(file)
      if (!frame) return err('no-picture')
      const reading = await reader.readStill(frame)
      return reading ? ok(textOf(reading.text, reading.bytes)) : err('no-code-in-picture')
    },
  }
}
