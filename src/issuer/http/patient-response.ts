import { type IncomingMessage, ServerResponse } from 'node:http'

/** What is handed over at a time, in bytes. */
const PART = 65_536

/**
 * An answer whose bytes are handed over in parts, each once the one before has been taken: what is handed
 * over at once is kept until the connection ends where it is encrypted, whether or not anybody takes it,
 * and so a file of a megabyte for each stranger who asks for one and reads nothing.
 */
export class PatientResponse<Asked extends IncomingMessage> extends ServerResponse<Asked> {
  override end(...given: unknown[]): this {
    const [body] = given
    if (given.length === 1 && body instanceof Uint8Array && body.length > PART) return this.#endInParts(body)
    return Reflect.apply(super.end, this, given)
  }

  #endInParts(body: Uint8Array): this {
    let at = 0
    const goOn = () => {
      while (body.length - at > PART) {
        // Who has gone takes no more.
        if (this.destroyed) return
        const part = body.subarray(at, at + PART)
        at += PART
        if (!this.write(part)) {
          this.once('drain', goOn)
          return
        }
      }
      if (!this.destroyed) super.end(body.subarray(at))
    }
    goOn()
    return this
  }
}
